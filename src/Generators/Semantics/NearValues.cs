using Gen.Shared;

namespace Gen.Generators.Semantics;

/// <summary>The valid forms that a text may have been meant to be, as the runtime suggests them.</summary>
internal static class NearValues
{
    /// <summary>Returns the end of a message: <c>. Did you mean '1.01:00:00'?</c>; empty if there is nothing to suggest.</summary>
    /// <param name="shape">The type of the value.</param>
    /// <param name="text">The text, which is not valid.</param>
    /// <param name="parses">Whether a text is valid.</param>
    public static string Hint(ValueSemantics shape, string text, Func<string, bool> parses)
    {
        var valid = Forms(shape, text).Where(parses).ToArray();
        return valid.Length == 0 ? "" : "." + NearestName.DidYouMean(valid);
    }

    private static IEnumerable<string> Forms(ValueSemantics shape, string text) =>
        (shape.IsNullable ? NearNumbers.Null(text) : []).Concat(shape.Kind switch
        {
            ValueKind.Boolean => NearNumbers.Boolean(text),
            ValueKind.Integer => NearNumbers.Integer(text),
            ValueKind.Floating or ValueKind.Decimal => NearNumbers.Number(text),
            ValueKind.DateTime or ValueKind.DateTimeOffset => NearTimes.Date(text),
            ValueKind.TimeSpan => NearTimes.Duration(text),
            ValueKind.Enum => Members(shape, text.Trim()),
            _ => [],
        });

    private static IEnumerable<string> Members(ValueSemantics shape, string text)
    {
        var names = shape.Members.Select(m => m.Name).ToArray();
        if (EnumNames.Like(text, names) is { Count: > 0 } like)
            return like;
        return NearestName.Find(text, names) is { } nearest ? [nearest] : [];
    }
}
