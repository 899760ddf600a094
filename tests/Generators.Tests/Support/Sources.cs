using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Generators.Tests.Support;

/// <summary>Compilations of sources with the options of a project.</summary>
internal static class Sources
{
    /// <summary>With diagnostics of doc comments, so that an invalid cref in generated code is a warning.</summary>
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private const string Prelude = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using System.ComponentModel.DataAnnotations;
        global using Gen;
        global using Microsoft.Extensions.Logging;

        /// <summary>For runs of tests: nothing is recorded and nothing printed.</summary>
        internal static class Quiet
        {
            public static RunOptions Options => new() { Unobserved = true, Capture = CaptureMode.No, LogLevel = LogLevel.None };
        }
        """;

    // Without Gen.Training, which would add the entry device to experiments.
    private static readonly string[] s_torch = ["Gen.Training.dll", "TorchSharp.dll"];

    private static readonly MetadataReference[] s_references = [.. Platform(path => !s_torch.Contains(Path.GetFileName(path)))];

    private static readonly MetadataReference[] s_torchReferences = [.. Platform(path => s_torch.Contains(Path.GetFileName(path)))];

    // The NoWarn of the SDK, because TorchSharp is built for an older .NET and refers to older assemblies. CS8620 is a bug of the first C#
    // 14 compiler at params arguments of extension members, which GENS8620 suppresses.
    private static readonly Dictionary<string, ReportDiagnostic> s_quiet =
        new[] { "CS1591", "CS1701", "CS1702", "CS8620" }.ToDictionary(id => id, _ => ReportDiagnostic.Suppress);

    public static SyntaxTree Parse(string text, string path = "Program.cs") => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    public static CSharpCompilation Compile(string assemblyName, IEnumerable<string> texts, params IEnumerable<MetadataReference> more) =>
        CSharpCompilation.Create(
            assemblyName,
            [Parse(Prelude, "Prelude.cs"), .. texts.Select((text, i) => Parse(text, $"File{i}.cs"))],
            [.. s_references, .. more],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
                .WithNullableContextOptions(NullableContextOptions.Enable)
                .WithAllowUnsafe(true)
                .WithSpecificDiagnosticOptions(s_quiet));

    /// <summary>Creates the compilation of a project that references Gen.Training.</summary>
    public static CSharpCompilation CompileTorch(string assemblyName, IEnumerable<string> texts) =>
        Compile(assemblyName, texts, s_torchReferences);

    private static IEnumerable<MetadataReference> Platform(Func<string, bool> isWanted) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("xunit", StringComparison.Ordinal) && isWanted(path))
            .Select(path => MetadataReference.CreateFromFile(path));
}
