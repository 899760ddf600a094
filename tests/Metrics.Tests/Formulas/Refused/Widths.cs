using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// A width that depends on the data differs from batch to batch.

// inputs: yTrue labels(4)
// reason: num_classes
public static partial class OneHotWithoutWidth
{
    [Metric] public static Tensor Value(Tensor yTrue) => [|functional.one_hot(yTrue)|].sum(dim: 0);
}

// inputs: yTrue labels(4)
// reason: minlength
public static partial class BincountWithoutWidth
{
    [Metric] public static Tensor Value(Tensor yTrue) => [|torch.bincount(yTrue)|];
}

// inputs: yTrue labels(4); yPred scores(4)
// reason: data,value,config
public static partial class LoopOverSeenClasses
{
    [Metric] public static Tensor Value(Tensor yTrue, Tensor yPred)
    {
        var hits = new List<Tensor>();
        for (var k = 0; k < [|yTrue.max().ToInt64()|]; k++)
            hits.Add((yTrue.eq(k) & yPred.argmax(1).eq(k)).sum());
        return stack(hits);
    }
}

// inputs: yTrue labels(4)
// reason: width,num_classes,value
public static partial class OneHotAsWideAsTheData
{
    [Metric] public static Tensor Value(Tensor yTrue) => functional.one_hot(yTrue, [|yTrue.max().ToInt64() + 1|]).sum(dim: 0);
}
