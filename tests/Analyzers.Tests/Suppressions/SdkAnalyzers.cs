using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gen.Analyzers.Tests.Suppressions;

/// <summary>
/// The .NET analyzers of the SDK. Its code-style analyzers need the compiler of the SDK and run in real builds only.
/// </summary>
internal static class SdkAnalyzers
{
    private static readonly Lazy<DiagnosticAnalyzer[]> s_all = new(Load);

    /// <summary>Returns the analyzers that report an id.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Of(string id) =>
        [.. s_all.Value.Where(a => a.SupportedDiagnostics.Any(d => d.Id == id))];

    private static DiagnosticAnalyzer[] Load()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var sdks = Directory.GetDirectories(Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "sdk")));
        var folder = sdks.Order(StringComparer.Ordinal)
            .Select(s => Path.Combine(s, "Sdks", "Microsoft.NET.Sdk", "analyzers"))
            .Last(Directory.Exists);
        return
        [
            .. new[] { "Microsoft.CodeAnalysis.NetAnalyzers.dll", "Microsoft.CodeAnalysis.CSharp.NetAnalyzers.dll" }
                .SelectMany(name => Assembly.LoadFrom(Path.Combine(folder, name)).GetTypes())
                .Where(t =>
                    !t.IsAbstract && t.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages.Contains(LanguageNames.CSharp) is true
                )
                .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
        ];
    }
}
