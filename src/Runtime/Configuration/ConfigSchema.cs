using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Gen.Configuration;

/// <summary>
/// Describes the entries and blocks of a config class: an experiment, a block, or a kind of a block. Entries and blocks have indices, in the
/// order of the arrays.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ConfigSchema
{
    /// <summary>Initializes a schema. Generated code derives from <see cref="ConfigSchema{T}"/>.</summary>
    protected ConfigSchema(ConfigEntry[] entries, ConfigBlock[] blocks, ConfigKind[] kinds) =>
        (OwnEntries, Blocks, Kinds) = (entries, blocks, kinds);

    /// <summary>The entries of the class itself, without those of its blocks.</summary>
    internal ConfigEntry[] OwnEntries { get; }

    /// <summary>The blocks of the class itself.</summary>
    internal ConfigBlock[] Blocks { get; }

    /// <summary>The kinds that are declared with the class; empty for a class that is not abstract.</summary>
    internal ConfigKind[] Kinds { get; }

    /// <summary>Creates an instance with the values of its initializers.</summary>
    internal abstract object CreateInstance();

    /// <summary>Returns whether an object is an instance of the class.</summary>
    internal abstract bool Describes(object value);

    internal abstract void ReadEntry(object config, int entry, ref EntryReader reader);

    internal abstract void WriteEntry(object config, int entry, EntryWriter writer);

    internal abstract object? BlockOf(object config, int block);

    internal abstract void SetBlockOf(object config, int block, object? value);

    private protected abstract void ValidateOwn(object config, string prefix, ConfigViolations violations);

    /// <summary>Validates an object, and the blocks in it.</summary>
    /// <param name="config">The object.</param>
    /// <param name="prefix">The prefix of its keys, as in <c>optimizer.</c>; empty for an experiment.</param>
    /// <param name="violations">The violations, to which those of the object are added.</param>
    internal void ValidateAll(object config, string prefix, ConfigViolations violations)
    {
        ValidateOwn(config, prefix, violations);
        for (var i = 0; i < Blocks.Length; i++)
        {
            var (block, value) = (Blocks[i], BlockOf(config, i));
            var key = prefix + block.Key;
            if (block.KindProblem(key, value) is { } problem)
                violations.AddMessage(problem);
            else if (value is not null)
                block.ForSchemasOf(value, schema => schema.ValidateAll(value, key + ".", violations));
        }
    }

    /// <summary>
    /// Replaces the blocks of an object with copies, so that setting their entries changes this object only. A block without kinds that is
    /// null is created.
    /// </summary>
    /// <param name="config">The object.</param>
    /// <param name="isOwned">Whether the object belongs to one config alone. One in a property without a setter does not.</param>
    internal void OwnBlocks(object config, bool isOwned = true)
    {
        for (var i = 0; i < Blocks.Length; i++)
        {
            var (block, value) = (Blocks[i], BlockOf(config, i));
            var replaces = block.CanSet && (isOwned || value is null);
            if (replaces)
            {
                value = value is not null ? MemberwiseCloneOf(value) : block.HasKinds ? null : block.Schema.CreateInstance();
                SetBlockOf(config, i, value);
            }

            if (value is not null)
                block.ForSchemasOf(value, schema => schema.OwnBlocks(value, replaces));
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(MemberwiseClone))]
    private protected static extern object MemberwiseCloneOf(object target);
}

/// <summary>Base class for the schemas that generated code derives, one for each config class.</summary>
/// <typeparam name="T">The config class.</typeparam>
/// <param name="entries">The entries of the class itself.</param>
/// <param name="blocks">The blocks of the class itself; null for none.</param>
/// <param name="kinds">The kinds that are declared with the class; null for none.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ConfigSchema<T>(ConfigEntry[] entries, ConfigBlock[]? blocks = null, ConfigKind[]? kinds = null)
    : ConfigSchema(entries, blocks ?? [], kinds ?? [])
    where T : class
{
    /// <summary>Calls the parameterless constructor. An abstract class has none.</summary>
    protected virtual T New() => throw new NotSupportedException($"{typeof(T).Name} cannot be created.");

    /// <summary>Reads a value and sets an entry to it, if it is valid.</summary>
    /// <param name="config">The object with the entry.</param>
    /// <param name="entry">The index of the entry.</param>
    /// <param name="reader">The value.</param>
    public virtual void Read(T config, int entry, ref EntryReader reader)
    {
    }

    /// <summary>Writes the value of an entry.</summary>
    /// <param name="config">The object with the entry.</param>
    /// <param name="entry">The index of the entry.</param>
    /// <param name="writer">The writer.</param>
    public virtual void Write(T config, int entry, EntryWriter writer)
    {
    }

    /// <summary>Returns a block; null if there is none.</summary>
    /// <param name="config">The object with the block.</param>
    /// <param name="block">The index of the block.</param>
    protected virtual object? GetBlock(T config, int block) => null;

    /// <summary>Sets a block.</summary>
    /// <param name="config">The object with the block.</param>
    /// <param name="block">The index of the block.</param>
    /// <param name="value">The block; null for none.</param>
    protected virtual void SetBlock(T config, int block, object? value)
    {
    }

    /// <summary>Validates an object by its attributes, and by <c>IValidatableObject</c>, without the blocks in it.</summary>
    /// <param name="config">The object.</param>
    /// <param name="prefix">The prefix of its keys, as in <c>optimizer.</c>; empty for an experiment.</param>
    /// <param name="violations">The violations, to which those of the object are added.</param>
    protected virtual void Validate(T config, string prefix, ConfigViolations violations)
    {
    }

    internal sealed override object CreateInstance()
    {
        var instance = New();
        OwnBlocks(instance);
        return instance;
    }

    internal sealed override bool Describes(object value) => value is T;

    internal sealed override void ReadEntry(object config, int entry, ref EntryReader reader) => Read((T)config, entry, ref reader);

    internal sealed override void WriteEntry(object config, int entry, EntryWriter writer) => Write((T)config, entry, writer);

    internal sealed override object? BlockOf(object config, int block) => GetBlock((T)config, block);

    internal sealed override void SetBlockOf(object config, int block, object? value) => SetBlock((T)config, block, value);

    private protected sealed override void ValidateOwn(object config, string prefix, ConfigViolations violations) =>
        Validate((T)config, prefix, violations);
}
