using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Tests.Mutations.Support;

internal static class Places
{
    /// <summary>Where a diagnostic begins.</summary>
    public static Place Place(this Diagnostic diagnostic)
    {
        var start = diagnostic.Location.GetLineSpan();
        return new(start.Path, start.StartLinePosition.Line + 1, start.StartLinePosition.Character + 1);
    }
}
