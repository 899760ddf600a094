namespace TorchSharp.Modules;

/// <summary>Does one thing with each setting of an optimizer, in the order in which they are saved.</summary>
internal abstract class OptionVisitor
{
    public abstract void Visit(ref double? value);

    public abstract void Visit(ref bool? value);
}

/// <summary>Writes settings as doubles and bytes.</summary>
internal sealed class OptionWriter(BinaryWriter writer) : OptionVisitor
{
    public override void Visit(ref double? value) => writer.Write(value!.Value);

    public override void Visit(ref bool? value) => writer.Write(value!.Value);
}

/// <summary>Reads what <see cref="OptionWriter"/> wrote.</summary>
internal sealed class OptionReader(BinaryReader reader) : OptionVisitor
{
    public override void Visit(ref double? value) => value = reader.ReadDouble();

    public override void Visit(ref bool? value) => value = reader.ReadBoolean();
}

/// <summary>Takes the settings of one optimizer to give them to another of its kind.</summary>
internal sealed class OptionRecorder : OptionVisitor
{
    public Queue<object?> Values { get; } = new();

    public override void Visit(ref double? value) => Values.Enqueue(value);

    public override void Visit(ref bool? value) => Values.Enqueue(value);
}

/// <summary>Gives recorded settings: all of them, or only those that are not set.</summary>
internal sealed class OptionPlayer(Queue<object?> values, bool onlyMissing) : OptionVisitor
{
    public override void Visit(ref double? value)
    {
        var recorded = (double?)values.Dequeue();
        if (!onlyMissing || value is null) value = recorded;
    }

    public override void Visit(ref bool? value)
    {
        var recorded = (bool?)values.Dequeue();
        if (!onlyMissing || value is null) value = recorded;
    }
}
