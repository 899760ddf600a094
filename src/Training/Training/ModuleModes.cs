using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>The modes (training or evaluation) of a model and all of its modules, to be restored later.</summary>
internal sealed class ModuleModes(nn.Module model)
{
    // Outer modules first, because train() applies to inner ones, too.
    private readonly List<(nn.Module Module, bool Training)> _modes = [.. model.modules().Prepend(model).Select(m => (m, m.training))];

    /// <summary>Whether a part of the model is in training mode.</summary>
    public bool AnyTraining => _modes.Exists(m => m.Training);

    /// <summary>Restores the mode of each module.</summary>
    public void Restore()
    {
        foreach (var (module, training) in _modes)
            module.train(training);
    }

    /// <summary>
    /// Sets the modes of a model for training. A model with a module in training mode is unchanged, so that frozen parts stay in evaluation
    /// mode. A model that is in evaluation mode as a whole gets the modes of its last training, or training mode if there was none.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="last">The modes of its last training; null before the first.</param>
    public static ModuleModes ForTraining(nn.Module model, ModuleModes? last)
    {
        var now = new ModuleModes(model);
        if (now.AnyTraining)
            return now;
        if (last is not null)
            last.Restore();
        else
            model.train();
        return new ModuleModes(model);
    }
}

/// <summary>Puts a model into evaluation mode, without gradients. Disposing restores the mode of each module.</summary>
internal sealed class EvaluationScope : IDisposable
{
    private readonly ModuleModes _modes;
    private readonly IDisposable _withoutGradients;

    public EvaluationScope(nn.Module model)
    {
        _modes = new ModuleModes(model);
        model.eval();
        _withoutGradients = no_grad();
    }

    public void Dispose()
    {
        _withoutGradients.Dispose();
        _modes.Restore();
    }
}
