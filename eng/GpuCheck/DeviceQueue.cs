using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.GpuCheck;

/// <summary>
/// Gives a device work for some tenths of a second, so that whoever waits for it is found out by the clock. The processor, which has no
/// queue, is given an imagined one.
/// </summary>
internal sealed class DeviceQueue : IDisposable
{
    private const int Size = 4_096;
    private const int FewestProducts = 4;

    // A GPU's queue has about a thousand places, and a step needs some hundred of them.
    private const int MostProducts = 400;
    private static readonly TimeSpan s_busy = TimeSpan.FromSeconds(0.4);

    private readonly Device _device;
    private readonly Tensor? _matrix;
    private readonly int _products;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _until;

    public DeviceQueue(Device device)
    {
        _device = device;
        if (device.type == DeviceType.CPU)
            return;
        _matrix = zeros(Size, Size, float32, device).DetachFromDisposeScope();
        Multiply(FewestProducts);
        Drain();
        var start = _watch.Elapsed;
        Multiply(FewestProducts);
        Drain();
        _products = (int)Math.Clamp(s_busy / ((_watch.Elapsed - start) / FewestProducts), FewestProducts, MostProducts);
    }

    /// <summary>Gives the device work, and returns at once.</summary>
    public void Fill()
    {
        _until = _watch.Elapsed + s_busy;
        Multiply(_products);
    }

    /// <summary>Waits until the device has done all its work.</summary>
    public void Drain()
    {
        if (_device.type != DeviceType.CPU)
            cuda.synchronize(_device);
        else if (_until - _watch.Elapsed is var left && left > TimeSpan.Zero)
            Thread.Sleep(left);
    }

    public void Dispose() => _matrix?.Dispose();

    private void Multiply(int times)
    {
        for (var i = 0; _matrix is not null && i < times; i++)
            _matrix.mm(_matrix).Dispose();
    }
}
