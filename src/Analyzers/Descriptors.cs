using Microsoft.CodeAnalysis;

namespace Gen.Analyzers;

/// <summary>The rules: one id, one subject, one page under docs/diagnostics. Rules whose cases differ bring their whole sentence as <c>{0}</c>.</summary>
internal static class Descriptors
{
    private const string Category = "Gen";
    private const string Pages = "https://github.com/gen-dotnet/gen/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor CapturedParameterNearMiss = new(
        "GEN001",
        "Parameter nearly matches an entry",
        "Parameter '{0}' of '{1}' matches no entry of '{2}'; did you mean '{3}'?",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN001.md");

    public static readonly DiagnosticDescriptor CapturedParameterType = new(
        "GEN002",
        "Parameter's type does not fit its entry",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN002.md");

    public static readonly DiagnosticDescriptor NamedConfigUnknownEntry = new(
        "GEN003",
        "Named config sets an unknown entry",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN003.md");

    public static readonly DiagnosticDescriptor NamedConfigType = new(
        "GEN004",
        "Named config's value has the wrong type",
        "Property '{0}' of named config '{1}' is '{2}', but {3} is '{4}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN004.md");

    public static readonly DiagnosticDescriptor NamedConfigSameValue = new(
        "GEN005",
        "Named config changes nothing",
        "Named config '{0}' sets '{1}' to what entry '{2}' is by default",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN005.md",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor UnusedEntry = new(
        "GEN006",
        "Entry is never captured nor read",
        "{0} '{1}' of '{2}' is never captured nor read: whatever it is set to, nothing changes",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN006.md",
        customTags: [WellKnownDiagnosticTags.CompilationEnd, WellKnownDiagnosticTags.Unnecessary]);

    public static readonly DiagnosticDescriptor NotPartial = new(
        "GEN007",
        "Type is not partial",
        "'{0}' must be partial, so that code can be generated for {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN007.md");

    public static readonly DiagnosticDescriptor UnusableConfigClass = new(
        "GEN008",
        "Config class or entry cannot be used",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN008.md");

    public static readonly DiagnosticDescriptor KeyCollision = new(
        "GEN009",
        "Two names have one key",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN009.md");

    public static readonly DiagnosticDescriptor FromConfigUnknownKey = new(
        "GEN010",
        "[FromConfig] names no entry",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN010.md");

    public static readonly DiagnosticDescriptor GeneratedMemberCollision = new(
        "GEN011",
        "Generated member collides with another",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN011.md");

    public static readonly DiagnosticDescriptor Command = new(
        "GEN012",
        "[Main] or [Command] cannot be run",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN012.md");

    public static readonly DiagnosticDescriptor UpdateString = new(
        "GEN013",
        "Update string does not fit the config",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN013.md");

    public static readonly DiagnosticDescriptor DefaultValue = new(
        "GEN014",
        "Default violates the entry's own validation attribute",
        "The default of entry '{0}', {1}, breaks its [{2}]: {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN014.md");

    public static readonly DiagnosticDescriptor MixedCall = new(
        "GEN015",
        "Call lets a default beat the config",
        "This call of '{0}' {1} and leaves '{2}' to its default, which would beat {3}; {4}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN015.md");

    public static readonly DiagnosticDescriptor LostTypeParameter = new(
        "GEN016",
        "Type parameter of a captured method cannot be inferred",
        "Type parameter '{0}' of '{1}' occurs only in parameters that the config fills ({2}), so a call without them cannot infer it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN016.md");

    public static readonly DiagnosticDescriptor NoEffect = new(
        "GEN017",
        "Attribute has no effect here",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN017.md");

    public static readonly DiagnosticDescriptor UnstreamableMetric = new(
        "GEN020",
        "Metric cannot be streamed",
        "Metric '{0}' cannot be streamed: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN020.md");

    public static readonly DiagnosticDescriptor MetricSignature = new(
        "GEN021",
        "Metric's signature is wrong",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN021.md");

    public static readonly DiagnosticDescriptor DeviceWait = new(
        "GEN022",
        "Reading a number waits for the device",
        "{0}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN022.md");

    public static readonly DiagnosticDescriptor UnusedBatch = new(
        "GEN023",
        "Batch tensor of a metric is overwritten or unused",
        "{0}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN023.md");

    public static readonly DiagnosticDescriptor ZeroAsType = new(
        "GEN024",
        "Literal 0 is taken for a type",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN024.md");

    public static readonly DiagnosticDescriptor DropoutRate = new(
        "GEN025",
        "Dropout rate above one half",
        "{0}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN025.md");

    public static readonly DiagnosticDescriptor ProcessEndingCall = new(
        "GEN026",
        "Call ends the process on an error",
        "'{0}' ends the process {1}; {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN026.md");

    public static readonly DiagnosticDescriptor HookParameter = new(
        "GEN030",
        "Nothing fills a hook's parameter",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN030.md");

    public static readonly DiagnosticDescriptor Monitor = new(
        "GEN031",
        "Monitored name is not logged",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN031.md");

    public static readonly DiagnosticDescriptor HookSignature = new(
        "GEN032",
        "Method cannot be a hook",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN032.md");

    public static readonly DiagnosticDescriptor UntrainedExperiment = new(
        "GEN033",
        "Hooks or metrics that nothing calls",
        "{0}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "GEN033.md",
        customTags: WellKnownDiagnosticTags.CompilationEnd);
}
