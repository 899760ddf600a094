using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Does one thing with each part of what an optimizer knows of a parameter, in the order in which they are saved.</summary>
internal abstract class StateVisitor
{
    public virtual void Visit(ref long value)
    {
    }

    public virtual void Visit(ref double value)
    {
    }

    public abstract void Visit(ref Tensor value);

    /// <summary>A tensor that some settings do without.</summary>
    public abstract void VisitOptional(ref Tensor? value);
}

/// <summary>Writes numbers and tensors; before one that can be missing, whether it is there.</summary>
internal sealed class StateWriter(BinaryWriter writer) : StateVisitor
{
    public override void Visit(ref long value) => writer.Write(value);

    public override void Visit(ref double value) => writer.Write(value);

    public override void Visit(ref Tensor value) => value.Save(writer);

    public override void VisitOptional(ref Tensor? value)
    {
        writer.Write(value is not null);
        value?.Save(writer);
    }
}

/// <summary>Reads what <see cref="StateWriter"/> wrote, onto the parameter's device.</summary>
internal sealed class StateReader(BinaryReader reader, Device device) : StateVisitor
{
    public override void Visit(ref long value) => value = reader.ReadInt64();

    public override void Visit(ref double value) => value = reader.ReadDouble();

    public override void Visit(ref Tensor value) => value.Load(reader);

    public override void VisitOptional(ref Tensor? value)
    {
        var present = reader.ReadBoolean();
        if (present && value is not null)
        {
            value.Load(reader);
            return;
        }
        value?.Dispose();
        value = present ? TensorExtensionMethods.Load(reader).to(device, disposeAfter: true).DetachFromDisposeScope() : null;
    }
}

/// <summary>Takes the parts of one state to give copies of them to another.</summary>
internal sealed class StateRecorder : StateVisitor
{
    public Queue<object?> Parts { get; } = new();

    public override void Visit(ref long value) => Parts.Enqueue(value);

    public override void Visit(ref double value) => Parts.Enqueue(value);

    public override void Visit(ref Tensor value) => Parts.Enqueue(value);

    public override void VisitOptional(ref Tensor? value) => Parts.Enqueue(value);
}

/// <summary>Gives recorded numbers and copies of recorded tensors.</summary>
internal sealed class StatePlayer(Queue<object?> parts, Device device) : StateVisitor
{
    public override void Visit(ref long value) => value = (long)parts.Dequeue()!;

    public override void Visit(ref double value) => value = (double)parts.Dequeue()!;

    public override void Visit(ref Tensor value) => VisitOptional(ref value!);

    public override void VisitOptional(ref Tensor? value)
    {
        value?.Dispose();
        value = ((Tensor?)parts.Dequeue())?.to(device, copy: true).DetachFromDisposeScope();
    }
}

/// <summary>Moves the tensors to a device.</summary>
internal sealed class StateMover(Device device) : StateVisitor
{
    public override void Visit(ref Tensor value)
    {
        value = value.to(device, disposeAfter: true).DetachFromDisposeScope();
    }

    public override void VisitOptional(ref Tensor? value)
    {
        if (value is not null) Visit(ref value);
    }
}

/// <summary>Frees the tensors.</summary>
internal sealed class StateDisposer : StateVisitor
{
    public override void Visit(ref Tensor value) => value?.Dispose();

    public override void VisitOptional(ref Tensor? value) => value?.Dispose();
}
