using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Gen.Generators.Training;

namespace Gen.Generators.Experiments;

/// <summary>Everything that one experiment's declaration says, read once.</summary>
/// <param name="Experiment">The experiment itself.</param>
/// <param name="Captured">The overloads of captured methods that it declares; null for none.</param>
/// <param name="Training">What its trainers need; null in a project without Gen.Training.</param>
internal sealed record ParsedExperiment(ExperimentModel Experiment, CapturedTypeModel? Captured, TrainedExperimentModel? Training);

/// <summary>An experiment as the emitters need it: strings and flags only, equal when nothing that is emitted changed.</summary>
internal sealed record ExperimentModel(
    TypeModel Type,
    string Name,
    string? Doc,
    bool CanCreate,
    EquatableArray<EntryModel> Entries,
    EquatableArray<BlockModel> Blocks,
    EquatableArray<NamedConfigModel> NamedConfigs,
    EquatableArray<CommandModel> Commands,
    EquatableArray<ValidationModel> Validations,
    EquatableArray<SelfValidationModel> SelfValidations,
    bool HasImplicitSeed,
    bool HasImplicitDevice,
    bool ChecksDevice,
    bool UsesTraining,
    bool HasBaseType,
    EquatableArray<string> TakenMembers)
{
    /// <summary>The experiment as a type, within its own declaration: where no base class can have another of its name, the name
    /// alone.</summary>
    public string Self => HasBaseType ? Type.FullName : TypeModels.EscapedName(Type.Name);
}

/// <summary>An entry.</summary>
/// <param name="Key">Recorded key.</param>
/// <param name="NormalizedKey">Key under which names match.</param>
/// <param name="Access">How C# reads it from an experiment: <c>Dataset!.Path</c>.</param>
/// <param name="Value">Its type.</param>
/// <param name="IsDerived">Computed from others, never set.</param>
/// <param name="Setter">How it is set; null for a derived one.</param>
/// <param name="Doc">First paragraph of its doc comment.</param>
/// <param name="Default">Text of its initializer, for the help text; null if it has none or a long one.</param>
internal sealed record EntryModel(
    string Key,
    string NormalizedKey,
    string Access,
    ValueSemantics Value,
    bool IsDerived,
    SetterModel? Setter,
    string? Doc,
    string? Default
);

/// <summary>How a property is set.</summary>
/// <param name="Owner">How C# reads the object that has it, from an experiment; empty for the experiment itself.</param>
/// <param name="DeclaringType">The type that declares it.</param>
/// <param name="Property">Its name.</param>
/// <param name="PropertyType">Its type, as declared.</param>
/// <param name="IsInit">True if only an accessor can set it.</param>
internal sealed record SetterModel(string Owner, string DeclaringType, string Property, string PropertyType, bool IsInit);

/// <summary>A block that must not be null before its entries are set.</summary>
internal sealed record BlockModel(string Access, string Type, SetterModel? Setter);

/// <summary>A named config.</summary>
/// <param name="Name">Recorded name, snake_case.</param>
/// <param name="Type">The type.</param>
/// <param name="Accessibility">Of a member of the experiment that mentions the type.</param>
/// <param name="Target">The experiment's full name.</param>
/// <param name="Doc">First paragraph of its doc comment.</param>
/// <param name="TakesExperiment">True if its constructor takes the config built so far.</param>
/// <param name="CanCreate">True if generated code can create it.</param>
/// <param name="Values">What it sets.</param>
internal sealed record NamedConfigModel(
    string Name,
    string Type,
    string Accessibility,
    string Target,
    string? Doc,
    bool TakesExperiment,
    bool CanCreate,
    EquatableArray<NamedValueModel> Values
);

/// <summary>What one property of a named config sets: an entry, or a whole block (then <paramref name="Prefix"/> names its
/// entries).</summary>
internal sealed record NamedValueModel(string Property, string? NormalizedKey, string? Prefix, SetterModel Setter);

/// <summary>A method that the command line can run.</summary>
/// <param name="Name">The word.</param>
/// <param name="Doc">First paragraph of its doc comment.</param>
/// <param name="Method">The method's name.</param>
/// <param name="IsStatic">Called on the type.</param>
/// <param name="Arguments">What each parameter gets.</param>
/// <param name="Result">Type of the result; null for none.</param>
/// <param name="IsAwaited">True for a task.</param>
/// <param name="NeedsServices">True if it cannot be called without services.</param>
internal sealed record CommandModel(
    string Name,
    string? Doc,
    string Method,
    bool IsStatic,
    EquatableArray<string> Arguments,
    string? Result,
    bool IsAwaited,
    bool NeedsServices
);

/// <summary>One validation attribute of an entry, as the C# condition that is true when it is violated.</summary>
/// <param name="Key">The entry's key.</param>
/// <param name="Access">How C# reads the entry from an experiment.</param>
/// <param name="Condition">C# over <c>value</c>, true when violated.</param>
/// <param name="Rule">The sentence's end: <c>must be from 1 to 100</c>.</param>
internal sealed record ValidationModel(string Key, string Access, string Condition, string Rule);

/// <summary>An experiment or block that implements IValidatableObject.</summary>
/// <param name="Prefix">Of its entries' keys: <c>optimizer.</c>; empty for the experiment.</param>
/// <param name="Access">How C# reads it from an experiment; empty for the experiment itself.</param>
internal sealed record SelfValidationModel(string Prefix, string Access);
