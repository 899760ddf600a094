using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Scales and clips gradients in place. Unlike torch.nn.utils it does not read the norm, which would wait for the device at every
/// step.</summary>
internal static class Gradients
{
    public static void Scale(nn.Module model, double factor)
    {
        using var withoutGradients = no_grad();
        foreach (var gradient in GradientsOf(model))
            gradient.mul_(factor);
    }

    /// <param name="model">The model.</param>
    /// <param name="divisor">A scalar on the device of the model.</param>
    public static void Divide(nn.Module model, Tensor divisor)
    {
        using var withoutGradients = no_grad();
        foreach (var gradient in GradientsOf(model))
            gradient.div_(divisor);
    }

    /// <summary>Scales all gradients so that their common Euclidean norm is at most <paramref name="norm"/> (PyTorch's
    /// clip_grad_norm_).</summary>
    public static void ClipNorm(nn.Module model, double norm)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var gradients = GradientsOf(model).ToList();
        if (gradients.Count == 0)
            return;
        var factor = (norm / (stack(gradients.Select(g => g.norm())).norm() + 1e-6)).clamp(max: 1.0);
        foreach (var gradient in gradients)
            gradient.mul_(factor);
    }

    /// <summary>Clips each element of the gradients to at most <paramref name="value"/> in absolute value.</summary>
    public static void ClipValue(nn.Module model, double value)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        foreach (var gradient in GradientsOf(model))
            gradient.clamp_(-value, value);
    }

    private static IEnumerable<Tensor> GradientsOf(nn.Module model) => model.parameters().Select(p => p.grad).OfType<Tensor>();
}
