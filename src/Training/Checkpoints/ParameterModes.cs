using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>
/// Which parameters are trained, and which have a gradient. Optimizers pass over parameters without one, but move those whose gradient is 0: by
/// their momentum, say. So a parameter that had one must have one again.
/// </summary>
internal static class ParameterModes
{
    public static void Save(nn.Module model, CheckpointState state)
    {
        using var scope = NewDisposeScope();
        var parameters = model.named_parameters().ToList();
        state.Set("trained", Text(parameters.Select(p => p.parameter.requires_grad)));
        state.Set("gradients", Text(parameters.Select(p => p.parameter.grad is not null)));
    }

    public static void Load(nn.Module model, CheckpointState state)
    {
        using var scope = NewDisposeScope();
        using var normal = inference_mode(false);
        using var withoutGradients = no_grad();
        var (trained, gradients) = (state.GetString("trained"), state.GetString("gradients"));
        foreach (var ((_, parameter), i) in model.named_parameters().Select((p, i) => (p, i)))
        {
            parameter.requires_grad = trained[i] == '1';
            var gradient = parameter.grad;
            if (gradients[i] == '0')
                parameter.grad = null;
            else if (gradient is null)
                parameter.grad = zeros_like(parameter).DetachFromDisposeScope();
            else
                gradient.zero_();
        }
    }

    private static string Text(IEnumerable<bool> values) => string.Concat(values.Select(v => v ? '1' : '0'));
}
