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
    SchemaModel Schema,
    EquatableArray<NamedConfigModel> NamedConfigs,
    EquatableArray<SearchSpaceModel> SearchSpaces,
    EquatableArray<CommandModel> Commands,
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

/// <summary>What one property of a named config sets.</summary>
/// <param name="Property">The property.</param>
/// <param name="Key">The key of the entry or block.</param>
/// <param name="IsBlock">True for a block.</param>
/// <param name="MayBeMissing">True for an entry of a block that may be null.</param>
/// <param name="Setter">How it is set.</param>
internal sealed record NamedValueModel(string Property, string Key, bool IsBlock, bool MayBeMissing, SetterModel Setter);

/// <summary>A search space.</summary>
/// <param name="Name">Recorded name, snake_case.</param>
/// <param name="Type">The type.</param>
/// <param name="Accessibility">Of a member of the experiment that mentions the type.</param>
/// <param name="Target">The experiment's full name.</param>
/// <param name="Doc">First paragraph of its doc comment.</param>
/// <param name="Minimize">The expression of the scalar that is minimized; null for none.</param>
/// <param name="Maximize">The expression of the scalar that is maximized; null for none.</param>
/// <param name="Dimensions">What it varies: properties and keys.</param>
/// <param name="Foreign">Where its method stands if the experiment is in another project; null for the experiment itself.</param>
internal sealed record SearchSpaceModel(
    string Name,
    string Type,
    string Accessibility,
    string Target,
    string? Doc,
    string? Minimize,
    string? Maximize,
    EquatableArray<SearchDimensionModel> Dimensions,
    SearchExtensionModel? Foreign
);

/// <summary>The class with the method of a search space whose experiment is in another project.</summary>
/// <param name="Namespace">Its namespace; null for the global one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Accessibility">Its accessibility.</param>
/// <param name="Result">The type of the result of <c>[Main]</c>.</param>
/// <param name="HintName">The start of the name of its file.</param>
internal sealed record SearchExtensionModel(string? Namespace, string Name, string Accessibility, string Result, string HintName);

/// <summary>What one property of a search space varies.</summary>
/// <param name="Property">The property.</param>
/// <param name="Key">The key of the entry, or the name for named configs.</param>
internal sealed record SearchDimensionModel(string Property, string Key);

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
