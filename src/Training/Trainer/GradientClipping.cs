using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Bounds gradients in place. Unlike torch.nn.utils' functions it does not read the norm, which would wait for the device at every step.</summary>
internal static class GradientClipping
{
    /// <summary>Scales all gradients down so that their common Euclidean norm is at most <paramref name="longest"/> (PyTorch's clip_grad_norm_).</summary>
    public static void Norm(nn.Module model, double longest)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var gradients = model.parameters().Select(p => p.grad).OfType<Tensor>().ToList();
        if (gradients.Count == 0)
            return;
        var norm = stack(gradients.Select(g => g.norm())).norm();
        var factor = (longest / (norm + 1e-6)).clamp(max: 1.0);
        foreach (var gradient in gradients)
            gradient.mul_(factor);
    }

    /// <summary>Cuts each element of the gradients to at most <paramref name="largest"/> in absolute value.</summary>
    public static void Value(nn.Module model, double largest)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        foreach (var gradient in model.parameters().Select(p => p.grad).OfType<Tensor>())
            gradient.clamp_(-largest, largest);
    }
}
