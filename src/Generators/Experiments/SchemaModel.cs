using Gen.Generators.Common;
using Gen.Generators.Semantics;

namespace Gen.Generators.Experiments;

/// <summary>
/// A config class as its schema is emitted: an experiment, a block, or a kind of a block. Strings and flags only, equal when nothing that is
/// emitted changed.
/// </summary>
/// <param name="Name">The name of the schema class.</param>
/// <param name="Type">The config class.</param>
/// <param name="CanCreate">True if generated code can create the class.</param>
/// <param name="Entries">The entries of the class itself, in ordinal order of their keys.</param>
/// <param name="Blocks">The blocks of the class itself.</param>
/// <param name="Kinds">The kinds that are nested in the class.</param>
/// <param name="Validations">What is checked before a run.</param>
/// <param name="ValidatesItself">True if it implements IValidatableObject.</param>
/// <param name="Locals">The schemas of blocks that have none of their own, emitted within this one; empty within another one.</param>
internal sealed record SchemaModel(
    string Name,
    string Type,
    bool CanCreate,
    EquatableArray<EntryModel> Entries,
    EquatableArray<BlockModel> Blocks,
    EquatableArray<KindModel> Kinds,
    EquatableArray<ValidationModel> Validations,
    bool ValidatesItself,
    EquatableArray<SchemaModel> Locals
);

/// <summary>The schemas of a <c>[Config]</c> class and of the kinds nested in it, which stand in its namespace.</summary>
/// <param name="Namespace">The namespace; null for the global one.</param>
/// <param name="HintName">Start of the name of the generated file.</param>
/// <param name="Accessibility">That of the class.</param>
/// <param name="Schemas">The schema of the class, and those of its kinds.</param>
internal sealed record BlockSchemasModel(string? Namespace, string HintName, string Accessibility, EquatableArray<SchemaModel> Schemas);

/// <summary>An entry.</summary>
/// <param name="Key">Key within its class.</param>
/// <param name="NormalizedKey">Key under which names match.</param>
/// <param name="Access">How C# reads it from an object of its class.</param>
/// <param name="Value">Its type.</param>
/// <param name="IsDerived">Computed from others, never set.</param>
/// <param name="Setter">How it is set; null for a derived one.</param>
/// <param name="Doc">First paragraph of its doc comment.</param>
/// <param name="IsSecret">Neither recorded nor shown.</param>
internal sealed record EntryModel(
    string Key,
    string NormalizedKey,
    string Access,
    ValueSemantics Value,
    bool IsDerived,
    SetterModel? Setter,
    string? Doc,
    bool IsSecret
);

/// <summary>How a property is set.</summary>
/// <param name="Owner">How C# reads the object that has it, from an experiment; empty for the object itself.</param>
/// <param name="DeclaringType">The type that declares it.</param>
/// <param name="Property">Its name.</param>
/// <param name="PropertyType">Its type, as declared.</param>
/// <param name="IsInit">True if only an accessor can set it.</param>
internal sealed record SetterModel(string Owner, string DeclaringType, string Property, string PropertyType, bool IsInit);

/// <summary>A property that holds a block.</summary>
/// <param name="Key">Key within the class that has it.</param>
/// <param name="Access">How C# reads it from an object of that class.</param>
/// <param name="Type">Its type, as declared.</param>
/// <param name="Setter">How it is set; null for one without a setter.</param>
/// <param name="Schema">The expression of its schema.</param>
/// <param name="Doc">First paragraph of its doc comment.</param>
/// <param name="IsNullable">True if the property may be null.</param>
/// <param name="MoreKinds">The kinds that the property adds.</param>
internal sealed record BlockModel(
    string Key,
    string Access,
    string Type,
    SetterModel? Setter,
    string Schema,
    string? Doc,
    bool IsNullable,
    EquatableArray<KindModel> MoreKinds
);

/// <summary>A kind of a block.</summary>
/// <param name="Name">The name by which it is chosen.</param>
/// <param name="Schema">The expression of its schema.</param>
/// <param name="Doc">First paragraph of its doc comment.</param>
internal sealed record KindModel(string Name, string Schema, string? Doc);

/// <summary>One validation attribute of an entry, as the C# condition that is true when it is violated.</summary>
/// <param name="Key">The entry's key within the class that checks it.</param>
/// <param name="Access">How C# reads the entry from an object of that class.</param>
/// <param name="Condition">C# over <c>value</c>, true when violated.</param>
/// <param name="Rule">The sentence's end: <c>must be from 1 to 100</c>.</param>
/// <param name="IsSecret">True if the value is not shown.</param>
internal sealed record ValidationModel(string Key, string Access, string Condition, string Rule, bool IsSecret);
