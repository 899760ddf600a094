using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// inputs: yTrue unit; yPred unit
// config: bins = 6
public static partial class Histograms
{
    [Metric] public static Tensor Counts(Tensor yTrue, Tensor yPred, int bins) => torch.histc(yPred, bins, 0, 1);

    [Metric] public static Tensor Difference(Tensor yTrue, Tensor yPred, int bins) =>
        (yTrue.histc(bins, min: 0, max: 1) - yPred.histc(bins, min: 0, max: 1)).abs().sum() / yTrue.shape[0];
}
