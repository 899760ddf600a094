using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Interop;

public class ErrorTests
{
    [Fact]
    public void ShapesThatDoNotMatchAreAnExternalExceptionWithLibtorchsMessage()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => zeros(2, 3) + zeros(4));
        Assert.Contains("must match the size of tensor b (4)", error.Message);
    }

    [Fact]
    public void AnAxisThatIsNotThereIsAnExternalException()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => zeros(2).sum(dim: 3));
        Assert.Contains("Dimension out of range", error.Message);
    }

    [Fact]
    public void AnIndexThatIsNotThereIsAnExternalException()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => zeros(2)[5]);
        Assert.Contains("out of range", error.Message);
    }

    [Fact]
    public void AnEmbeddingOfARowThatIsNotThereIsAnExternalException()
    {
        using var scope = NewDisposeScope();
        using var table = nn.Embedding(3, 2);
        Assert.Contains("out of range", Assert.Throws<ExternalException>(() => table.call(tensor(new long[] { 7 }))).Message);
    }

    [Fact]
    public void BackwardOfATensorThatNeedsNoGradientIsAnExternalException()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ExternalException>(() => zeros(1).backward());
    }

    [Fact]
    public void ErrorsLeaveNoTensorBehind()
    {
        using var scope = NewDisposeScope();
        Tensor a = zeros(2, 3), b = zeros(4);
        var before = scope.DisposablesCount;
        for (var i = 0; i < 10; i++) Assert.Throws<ExternalException>(() => a + b);
        Assert.Equal(before, scope.DisposablesCount);
    }

    [Fact]
    public void ADisposedTensorIsRefused()
    {
        var tensor = zeros(2);
        tensor.Dispose();
        Assert.True(tensor.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => tensor.sum());
    }

    [Fact]
    public void ItemNeedsTheElementsOwnTypeAndASingleOne()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => tensor(1.5f).item<double>());
        Assert.Throws<ArgumentException>(() => zeros(2).item<float>());
        Assert.Throws<ArgumentException>(() => zeros(2).data<long>());
        Assert.Equal(1.5f, tensor(1.5f).item<float>());
    }
}
