using System.Runtime.InteropServices;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Tensors;

public sealed class DataTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void ElementsAreReadInRowMajorOrderWhateverTheStrides()
    {
        var tensor = arange(0, 6).reshape(2, 3).t();
        Assert.False(tensor.is_contiguous());
        Assert.Equal([0, 3, 1, 4, 2, 5], tensor.data<long>().ToArray());
        Assert.Equal(4, tensor.data<long>()[1, 1]);
        Assert.Equal(4, tensor.data<long>()[3]);
    }

    [Fact]
    public void ElementsCanBeWrittenInPlace()
    {
        var tensor = zeros(2, 2);
        tensor.data<float>()[1, 0] = 5;
        tensor.data<float>().CopyFrom([8], tensorIndex: 1);
        Assert.Equal([0, 8, 5, 0], tensor.ToDoubles());
    }

    [Fact]
    public void CopiesEndWithTheShorterSide()
    {
        var target = new float[4];
        arange(0, 3, dtype: float32).data<float>().CopyTo(target, 2, 1);
        Assert.Equal([0, 0, 1, 2], target);
    }

    [Fact]
    public void BytesAreTheMemoryOfTheTensor()
    {
        var tensor = arange(0, 3, dtype: float32);
        Assert.Equal([0, 1, 2], MemoryMarshal.Cast<byte, float>(tensor.bytes).ToArray());
        MemoryMarshal.Cast<byte, float>(tensor.bytes)[1] = 7;
        Assert.Equal([0, 7, 2], tensor.ToDoubles());
        Assert.Throws<InvalidOperationException>(() => { _ = zeros(2, 3).t().bytes.Length; });
    }

    [Fact]
    public void SingleElementsConvertToAnyNumber()
    {
        Assert.Equal(3, tensor(3.7).ToInt32());
        Assert.Equal(3L, tensor(3.7).ToInt64());
        Assert.Equal(3.7f, tensor(3.7).ToSingle());
        Assert.Equal(2.0, tensor(2).ToDouble());
        Assert.True(tensor(2).ToBoolean());
        Assert.Throws<ExternalException>(() => zeros(2).ToDouble());
    }

    [Fact]
    public void ConversionsGiveNewObjectsAndCopyOnlyWhenNeeded()
    {
        var tensor = ones(2);
        var same = tensor.to(float32);
        same.add_(1);
        Assert.Equal([2, 2], tensor.ToDoubles());
        tensor.to(float32, copy: true).add_(1);
        Assert.Equal([2, 2], tensor.ToDoubles());
        tensor.to_type(ScalarType.Int64, disposeAfter: true);
        Assert.True(tensor.IsInvalid);
    }

    [Fact]
    public void ShapeAndPlaceAreKnown()
    {
        var tensor = zeros(2, 3, dtype: float64);
        Assert.Equal((2, 6, 8), (tensor.ndim, tensor.numel(), tensor.ElementSize));
        Assert.Equal((2, 3), (tensor.size(0), tensor.size(-1)));
        Assert.Equal([3, 1], tensor.stride());
        Assert.Equal(DeviceType.CPU, tensor.device.type);
        Assert.Equal("cpu", tensor.device.ToString());
        Assert.True(tensor.is_floating_point());
        Assert.Throws<ExternalException>(() => tensor.size(2));
    }

    [Fact]
    public void MemoryIsPinnedOnlyOnRequest()
    {
        var tensor = ones(2);
        Assert.False(tensor.is_pinned());
        if (!cuda.is_available()) return;
        var pinned = tensor.pin_memory();
        Assert.True(pinned.is_pinned());
        Assert.Equal([1, 1], pinned.to(CUDA, non_blocking: true).cpu().ToDoubles());
    }

    [Fact]
    public void ATensorsTextNamesShapeTypeAndDevice()
    {
        Assert.Equal("[2x3], type = Float32, device = cpu", zeros(2, 3).ToString());
        Assert.Equal("[], type = Int64, device = cpu", tensor(2L).ToString());
    }
}
