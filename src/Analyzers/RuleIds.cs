namespace Gen.Analyzers;

/// <summary>The ids of all rules, shared by each rule and its code fix.</summary>
internal static class RuleIds
{
    /// <summary>The category of all rules.</summary>
    public const string Category = "Gen";

    // 001 to 019: experiments and config; 020 to 029: metrics and torch; 030 to 039: training and the project; 040 to 049: search. A new
    // rule takes the next.
    public const string MisspelledParameter = "GEN001";
    public const string ParameterType = "GEN002";
    public const string NamedConfigUnknownEntry = "GEN003";
    public const string NamedConfigType = "GEN004";
    public const string RedundantNamedConfigValue = "GEN005";
    public const string UnusedEntry = "GEN006";
    public const string NotPartial = "GEN007";
    public const string InvalidConfigClass = "GEN008";
    public const string KeyCollision = "GEN009";
    public const string FromConfigUnknownKey = "GEN010";
    public const string GeneratedMemberCollision = "GEN011";
    public const string Command = "GEN012";
    public const string UpdateString = "GEN013";
    public const string DefaultValue = "GEN014";
    public const string CapturedCall = "GEN015";
    public const string UninferableTypeParameter = "GEN016";
    public const string MisplacedAttribute = "GEN017";
    public const string LeftOutParameter = "GEN018";
    public const string LooksLikeEntry = "GEN019";
    public const string UnstreamableMetric = "GEN020";
    public const string MetricSignature = "GEN021";
    public const string DeviceSynchronization = "GEN022";
    public const string UnusedBatchTensor = "GEN023";
    public const string ZeroAsScalarType = "GEN024";
    public const string DropoutRate = "GEN025";
    public const string ProcessTerminatingCall = "GEN026";
    public const string HookParameter = "GEN030";
    public const string MonitoredName = "GEN031";
    public const string HookSignature = "GEN032";
    public const string UntrainedExperiment = "GEN033";
    public const string LanguageVersion = "GEN034";
    public const string SearchSpace = "GEN040";
    public const string SearchObjective = "GEN041";

    /// <summary>Returns the address of a rule's page.</summary>
    public static string HelpLink(string id) => $"https://github.com/gen-dotnet/gen/blob/main/docs/diagnostics/{id}.md";
}
