using System.Globalization;
using TorchSharp;
using Xunit;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.Callbacks;

public class ModelSummaryTests
{
    [Fact]
    public void Format_HasLinePerLayer()
    {
        using var model = Sequential(("first", Linear(3, 16)), ("relu", ReLU()), ("last", Linear(16, 100)));
        model.get_parameter("first.bias")!.requires_grad = false;
        Assert.Equal(
            """
            layer  type    weights                       parameters
            first  Linear  weight [16, 3], bias [16]             64
            relu   ReLU                                           0
            last   Linear  weight [100, 16], bias [100]       1,700
            1,764 parameters, 1,748 of them trained
            """,
            ModelSummary.Format(model));
    }
}
