using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Shape;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers;

/// <summary>GEN003: a named config's property has no entry's name, or a derived one's. Where <c>[FromConfig]</c> names it, GEN010 speaks.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NamedConfigUnknownEntryAnalyzer() : NamedConfigAnalyzer(Descriptors.NamedConfigUnknownEntry)
{
    private protected override Diagnostic? Check(NamedValueShape value, INamedTypeSymbol namedConfig, INamedTypeSymbol experiment, Experiments experiments)
    {
        if (value.Problem != FillProblem.UnknownKey || value.Property.HasAttribute(KnownNames.FromConfig))
            return null;
        var subject = $"Named config '{namedConfig.Name}' sets '{value.Property.Name}', ";
        var settable = experiments.ConfigOf(experiment).Entries.Where(e => !e.IsDerived && e.IsTopLevel).Select(e => e.Property?.Name ?? ImplicitEntries.PropertyName(e.Key)).ToArray();
        var message = value.Entry is { IsDerived: true } derived
            ? $"{subject}but entry '{derived.Key}' of '{experiment.Name}' is derived from others and can't be set"
            : $"{subject}but '{experiment.Name}' has no such entry" + Wording.DidYouMean(value.Key, settable, "its entries are");
        var declared = value.Entry?.Property is { } property ? experiments.LocationOf(property) : null;
        var near = value.Entry is { IsDerived: true } ? null : NearestName.Find(value.Key, settable);
        var hints = FixHints.Of(FixHints.Name, near).AndEntry(value.Key, value.Property.Type, experiment, experiments);
        return Report(experiments.LocationOf(value.Property, namedConfig), declared, hints, message);
    }
}
