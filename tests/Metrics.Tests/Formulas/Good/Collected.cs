using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: yTrue real; yPred real
public static partial class KeptRows
{
    [Metric, Collect] public static Tensor MedianError(Tensor yTrue, Tensor yPred) => (yTrue - yPred).abs().sort(0).Values.sum();

    [Metric, Collect] public static Tensor MeanRank(Tensor yTrue, Tensor yPred)
    {
        var order = yPred.sort().Values;
        return (order / order.abs().max()).mean();
    }

    [Metric] public static Tensor Beside(Tensor yTrue, Tensor yPred) => (yTrue - yPred).mean();
}
