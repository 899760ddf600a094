using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer knows of one parameter. Its tensors live outside all dispose scopes.</summary>
public abstract class OptimizerState
{
    /// <summary>The parameter.</summary>
    protected Parameter _parameter;

    private protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>The parameter.</summary>
    internal Parameter Parameter => _parameter;

    /// <summary>Shows the parts.</summary>
    internal abstract void Accept(StateVisitor visitor);

    internal void Save(BinaryWriter writer) => Accept(new StateWriter(writer));

    internal void Load(BinaryReader reader) => Accept(new StateReader(reader, _parameter.device));

    internal void Load(OptimizerState source)
    {
        var recorder = new StateRecorder();
        source.Accept(recorder);
        Accept(new StatePlayer(recorder.Parts, _parameter.device));
    }

    /// <summary>A tensor of the parameter's shape that stays, with one number everywhere.</summary>
    private protected Tensor Filled(double value = 0) => full_like(_parameter, value, requires_grad: false).DetachFromDisposeScope();
}
