using System.Runtime.InteropServices;
using Gen.TensorBoard;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Writes what a model consists of: its weights, the gradients of its last step, its layers' outputs.</summary>
internal static class ModelHistograms
{
    /// <summary>Adds the histograms of all parameters, and of those gradients that there are. Reads each from its device.</summary>
    public static void Write(torch.nn.Module model, EventFolders folders, EventPlaces places, long step)
    {
        using var scope = torch.NewDisposeScope();
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (!parameter.is_floating_point())
                continue;
            folders.AddHistogram(places.In(EventPlaces.Train, $"weights/{name}"), TensorHistogram.Of(parameter), step);
            if (parameter.grad is { } gradient)
                folders.AddHistogram(places.In(EventPlaces.Train, $"gradients/{name}"), TensorHistogram.Of(gradient), step);
        }
    }

    /// <summary>Adds the histograms of layers' outputs on the validation data. Reads each from its device.</summary>
    public static void Write(ActivationHistograms activations, EventFolders folders, EventPlaces places, long step)
    {
        foreach (var (layer, histogram) in activations.Read())
            folders.AddHistogram(places.In(EventPlaces.Validation, $"activations/{layer}"), histogram, step);
    }

    /// <summary>Adds pictures of those parameters that can be one.</summary>
    public static void WriteImages(torch.nn.Module model, EventFolders folders, EventPlaces places, long step)
    {
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (WeightImage.Of(parameter) is { } image)
                folders.AddImage(places.In(EventPlaces.Train, $"weight_images/{name}"), image, step);
        }
    }
}

/// <summary>The histogram of a tensor's values.</summary>
internal static class TensorHistogram
{
    /// <summary>Counts all values, between TensorFlow's edges. Waits for the tensor's device.</summary>
    /// <param name="tensor">Of a floating-point type.</param>
    public static HistogramSummary Of(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var wide = tensor.dtype == ScalarType.Float64;
        var here = tensor.detach().cpu().to_type(wide ? ScalarType.Float64 : ScalarType.Float32).contiguous();
        var bytes = here.bytes;
        var histogram = wide ? HistogramSummary.FromValues(MemoryMarshal.Cast<byte, double>(bytes)) : HistogramSummary.FromValues(MemoryMarshal.Cast<byte, float>(bytes));
        GC.KeepAlive(here);
        return histogram;
    }
}
