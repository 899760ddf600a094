using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Generators.Semantics;

/// <summary>Finds what fills a parameter of a captured method, a command or a hook.</summary>
internal sealed class ParameterMatcher(INamedTypeSymbol experiment, ConfigSemantics config, Compilation compilation)
{
    /// <summary>False for what the language leaves to the caller: <c>ref</c>, <c>out</c>, <c>params</c> and ref structs; and for a type
    /// that does not exist.</summary>
    public static bool CanFill(IParameterSymbol parameter) =>
        parameter.RefKind is RefKind.None or RefKind.In
        && !parameter.IsParams
        && !parameter.Type.IsRefLikeType
        && parameter.Type.TypeKind != TypeKind.Error;

    public ParameterFill Match(IParameterSymbol parameter)
    {
        if (!CanFill(parameter))
            return ParameterFill.None;
        var attributes = parameter.GetAttributes();
        if (attributes.Find(KnownNames.FromCaller) is not null)
            return ParameterFill.None;
        if (attributes.Find(KnownNames.FromConfig)?.StringArgument() is { } key)
            return MatchKey(parameter, key);
        if (attributes.Find(KnownNames.Seed) is not null)
            return parameter.Type.SpecialType == SpecialType.System_Int64
                ? new ParameterFill(FillKind.Seed)
                : new ParameterFill(FillKind.None, Problem: FillProblem.TypeMismatch, Key: "[Seed]");
        if (SpecialValue(parameter.Type) is { } kind)
            return new ParameterFill(kind);
        if (MatchBlock(parameter) is { } block)
            return Checked(parameter, block, parameter.Name);
        return MatchName(parameter);
    }

    private ParameterFill MatchKey(IParameterSymbol parameter, string key)
    {
        if (config.Find(key) is { } entry)
            return Checked(parameter, entry, key);
        if (config.FindBlock(key) is { } block)
            return Checked(parameter, block, key);
        return new ParameterFill(FillKind.None, config.Nearest(key, _ => true), Problem: FillProblem.UnknownKey, Key: key);
    }

    private BlockSemantics? MatchBlock(IParameterSymbol parameter)
    {
        if (
            config.Blocks.IsEmpty
            || parameter.Type is not INamedTypeSymbol { SpecialType: SpecialType.None } type
            || !type.HasAttribute(KnownNames.Config)
        )
            return null;
        var ofType = config.Blocks.Where(b => SymbolEqualityComparer.Default.Equals(b.Type, type)).ToArray();
        return ofType.Length == 1 ? ofType[0] : ofType.FirstOrDefault(b => b.NormalizedKey == KeyName.Normalize(parameter.Name));
    }

    private ParameterFill MatchName(IParameterSymbol parameter)
    {
        var named = config.Find(parameter.Name);
        if (named is { IsTopLevel: true })
            return Checked(parameter, named, parameter.Name);

        // A name that is near an entry of a type that can't fill it is somebody else's name.
        var near = config.Nearest(parameter.Name, e => e.IsTopLevel && Fits(e, parameter));
        return near is null
            ? ParameterFill.None
            : new ParameterFill(FillKind.None, near, Problem: FillProblem.NearMiss, Key: parameter.Name);
    }

    private ParameterFill Checked(IParameterSymbol parameter, EntrySemantics entry, string key) =>
        Fits(entry, parameter)
            ? new ParameterFill(FillKind.Entry, entry)
            : new ParameterFill(FillKind.None, entry, Problem: FillProblem.TypeMismatch, Key: key);

    private ParameterFill Checked(IParameterSymbol parameter, BlockSemantics block, string key) =>
        Converts(block.Type, parameter.Type) && !(block.CanBeNull && Nullability.IsNeverNull(parameter.Type))
            ? new ParameterFill(FillKind.Block, Block: block)
            : new ParameterFill(FillKind.None, Problem: FillProblem.TypeMismatch, Block: block, Key: key);

    /// <summary>
    /// True if the entry can fill the parameter. A type parameter of the method takes the entry's type, unless another parameter has a say
    /// in it.
    /// </summary>
    public bool Fits(EntrySemantics entry, IParameterSymbol parameter) =>
        parameter is { Type: ITypeParameterSymbol type, ContainingSymbol: IMethodSymbol method }
            ? !method.Parameters.Any(other =>
                !SymbolEqualityComparer.Default.Equals(other, parameter) && CapturedSemantics.Mentions(other.Type, type)
            )
            : Fits(entry, parameter.Type) && (IsChecked(entry, parameter) || !InexactConversion.Is(entry.Type, parameter.Type));

    /// <summary>True if a value that does not convert exactly stops the run: the experiment checks what its own methods take, but not the
    /// seed, which may be drawn later.</summary>
    private bool IsChecked(EntrySemantics entry, IParameterSymbol parameter) =>
        !entry.IsImplicit
        && experiment.WithBaseTypes().Contains(parameter.ContainingSymbol.ContainingType, SymbolEqualityComparer.Default);

    /// <summary>True if the entry's value converts implicitly; a value that may be null does not fit a type that may not.</summary>
    public bool Fits(EntrySemantics entry, ITypeSymbol target)
    {
        if (entry.IsImplicit)
            return Converts(entry.Type, target);   // a run always has a seed
        return Converts(ReadType(entry), target)
            && !((entry.Value.IsNullable || entry.NullableBlock is not null) && Nullability.IsNeverNull(target))
            && Nullability.ItemsFit(entry.Type, target);
    }

    /// <summary>The type of the property that holds the entry: <c>long?</c> for the implicit seed.</summary>
    public ITypeSymbol SettableType(EntrySemantics entry) => entry.Value.IsNullable ? OrNull(entry.Type) : entry.Type;

    /// <summary>The type with which any experiment reads the entry: that of its property, or null where its block may be null.</summary>
    public ITypeSymbol ReadType(EntrySemantics entry) => entry.NullableBlock is null ? SettableType(entry) : OrNull(entry.Type);

    private ITypeSymbol OrNull(ITypeSymbol type) =>
        !type.IsValueType ? type.WithNullableAnnotation(NullableAnnotation.Annotated)
        : type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? type
        : compilation.GetSpecialType(SpecialType.System_Nullable_T).Construct(type);

    /// <summary>True if a value of one type can be given where the other is wanted without a cast.</summary>
    public bool Converts(ITypeSymbol source, ITypeSymbol target) =>
        (source.TypeKind != TypeKind.Error && SymbolEqualityComparer.Default.Equals(source, target))
        || compilation.ClassifyConversion(source, target) is { Exists: true, IsImplicit: true };

    private FillKind? SpecialValue(ITypeSymbol type)
    {
        if (SymbolEqualityComparer.Default.Equals(type, experiment))
            return FillKind.Experiment;
        if (type.Is(KnownNames.Run) && type is INamedTypeSymbol { IsGenericType: false })
            return FillKind.Run;
        if (type.Is(KnownNames.Logger) && type is INamedTypeSymbol { IsGenericType: false })
            return FillKind.Logger;
        if (type.Is(KnownNames.Fold))
            return FillKind.Fold;
        if (type.Is(KnownNames.Random))
            return FillKind.Random;
        if (type.Is(KnownNames.CancellationToken))
            return FillKind.CancellationToken;
        if (type.Is(KnownNames.ServiceProvider))
            return FillKind.Services;
        return type.Is(KnownNames.Device) && config.Find(ImplicitEntries.Device) is { Value.Kind: ValueKind.String }
            ? FillKind.Device
            : null;
    }
}

/// <summary>What fills a parameter.</summary>
internal enum FillKind
{
    /// <summary>Nothing: the caller gives it.</summary>
    None,
    Entry,
    Block,
    Experiment,
    Run,
    Logger,
    Fold,
    Random,
    Seed,
    CancellationToken,

    /// <summary>The services that the run was given; null where the parameter may be null and there are none.</summary>
    Services,
    Device,
}

/// <summary>Why a parameter is not filled as its author meant.</summary>
internal enum FillProblem
{
    None,

    /// <summary>It matches no entry but nearly does.</summary>
    NearMiss,

    /// <summary><c>[FromConfig]</c> names no entry.</summary>
    UnknownKey,

    /// <summary>The entry's type does not convert to the parameter's.</summary>
    TypeMismatch,
}

/// <summary>What fills a parameter, or what is wrong with it.</summary>
/// <param name="Kind">What fills it; None with a problem.</param>
/// <param name="Entry">The entry that fills it, or the one that the problem is about.</param>
/// <param name="Block">The block that fills it.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Key">The key that was looked for.</param>
internal sealed record ParameterFill(
    FillKind Kind,
    EntrySemantics? Entry = null,
    BlockSemantics? Block = null,
    FillProblem Problem = FillProblem.None,
    string? Key = null
)
{
    public static readonly ParameterFill None = new(FillKind.None);

    /// <summary>
    /// True if the overload leaves the parameter out. A faulty one is left out too: its own error then stands alone, without a second one
    /// at each call.
    /// </summary>
    public bool IsOmitted => Kind != FillKind.None || Problem != FillProblem.None;
}
