namespace Gen.Generators.Metrics.Emit.Code;

/// <summary>Expressions that choose.</summary>
internal static class Conditional
{
    /// <summary><c>a ? b : c</c>, or what a person writes for it where a side is a constant.</summary>
    public static string Write(string condition, string whenTrue, string whenFalse)
    {
        if (whenTrue == "false" && whenFalse == "true")
            return Template.IsPrimary(condition) ? "!" + condition : $"!({condition})";
        if (whenFalse == "false" && whenTrue != "true")
            return $"{InAnd(condition)} && {InAnd(whenTrue)}";
        if (whenTrue == "true" && whenFalse != "false")
            return $"{BesideOr(condition)} || {BesideOr(whenFalse)}";
        return whenTrue == "true" ? condition : $"{InOr(condition)} ? {InOr(whenTrue)} : {whenFalse}";
    }

    private static string InAnd(string operand) => operand.Contains("||") ? $"({operand})" : InOr(operand);

    private static string BesideOr(string operand) => operand.Contains("&&") ? $"({operand})" : InOr(operand);

    private static string InOr(string operand) => operand.Contains(" ? ") || operand.Contains("??") ? $"({operand})" : operand;
}
