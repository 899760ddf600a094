using System.Runtime.InteropServices;
using Gen.TensorBoard;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Writes the weights and gradients of a model. Waits for the device of each.</summary>
internal static class ModelHistograms
{
    /// <summary>Writes the histograms of all parameters and of their gradients.</summary>
    public static void Write(nn.Module model, EventRoutes routes, string folder, long step)
    {
        using var scope = NewDisposeScope();
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (!parameter.is_floating_point())
                continue;
            Write($"weights/{name}", parameter);
            if (parameter.grad is { } gradient)
                Write($"gradients/{name}", gradient);
        }

        void Write(string name, Tensor values)
        {
            var targets = routes.Find(name, folder, name);
            if (targets.Count == 0)
                return;
            var histogram = FromTensor(values);
            foreach (var (target, tag) in targets)
                target.Write(writer => writer.AddHistogram(tag, histogram, step));
        }
    }

    /// <summary>Writes those parameters as images that can be drawn as one.</summary>
    public static void WriteImages(nn.Module model, EventRoutes routes, string folder, long step)
    {
        foreach (var (parameter, weights) in model.named_parameters())
        {
            var name = $"weight_images/{parameter}";
            var targets = routes.Find(name, folder, name);
            if (targets.Count == 0 || WeightImage.FromTensor(weights) is not { } image)
                continue;
            foreach (var (target, tag) in targets)
                target.Write(writer => writer.AddImages(tag, image.Pixels, 1, image.Height, image.Width, image.Channels, step));
        }
    }

    /// <summary>Returns the histogram of a floating-point tensor, with TensorFlow's edges.</summary>
    public static HistogramSummary FromTensor(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var isDouble = tensor.dtype == ScalarType.Float64;
        var values = tensor.detach().cpu().to_type(isDouble ? ScalarType.Float64 : ScalarType.Float32).contiguous();
        var bytes = values.bytes;
        var histogram = isDouble
            ? HistogramSummary.FromValues(MemoryMarshal.Cast<byte, double>(bytes))
            : HistogramSummary.FromValues(MemoryMarshal.Cast<byte, float>(bytes));
        GC.KeepAlive(values);
        return histogram;
    }
}
