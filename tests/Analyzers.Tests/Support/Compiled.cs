using Gen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Support;

/// <summary>Compilations of test sources and generated files, as an analyzer sees them in a build.</summary>
internal static class Compiled
{
    private const string GlobalUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using "
        + "System.Threading; global using System.Threading.Tasks; global using Gen;";

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp14);
    private static readonly CSharpParseOptions s_older = new(LanguageVersion.CSharp13);

    // NoWarn of the SDK: a library built for an older .NET, such as TorchSharp, references older versions of the platform's assemblies.
    // CS8620 is a mistake of this compiler, the first of C# 14, which GENS8620 suppresses.
    private static readonly Dictionary<string, ReportDiagnostic> s_quiet =
        new[] { "CS1701", "CS1702", "CS8620" }.ToDictionary(id => id, _ => ReportDiagnostic.Suppress);

    private static readonly MetadataReference[] s_references = References(name =>
        name.StartsWith("System.", StringComparison.Ordinal)
        || name
            is "netstandard.dll"
                or "mscorlib.dll"
                or "Gen.Runtime.dll"
                or "Microsoft.Extensions.Logging.Abstractions.dll"
                or "Microsoft.CSharp.dll"
                or "Microsoft.VisualBasic.dll"
                or "Microsoft.VisualBasic.Core.dll"
    );

    // Referenced only on demand, because generated code must compile without them.
    private static readonly MetadataReference[] s_hosting = References(name =>
        name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) && name != "Microsoft.Extensions.Logging.Abstractions.dll");

    /// <summary>The references of a project that uses torch: Gen.Training and TorchSharp.</summary>
    public static readonly string[] TorchLibraries = ["Gen.Training.dll", Path.GetFileName(typeof(TorchSharp.torch).Assembly.Location)];

    private static readonly MetadataReference[] s_torch = References(name => TorchLibraries.Contains(name));

    /// <summary>Returns true for a program of a project that uses torch.</summary>
    public static bool UsesTorch(string text) => text.Contains("using TorchSharp;") || text.Contains("using static TorchSharp.torch;");

    private static bool UsesHosting(string text) => text.Contains("using Microsoft.Extensions.Hosting;");

    /// <summary>Creates a compilation with the generated files.</summary>
    public static CSharpCompilation With(
        IEnumerable<(string Path, string Text)> files,
        string assembly = "Tests",
        NullableContextOptions nullable = NullableContextOptions.Enable,
        IEnumerable<MetadataReference>? references = null,
        bool generate = true)
    {
        var sources = files.ToArray();
        var options = sources.Any(f => f.Text.Contains("<LangVersion>13</LangVersion>")) ? s_older : s_options;
        var trees = sources
            .Prepend(("Usings.cs", GlobalUsings))
            .Select(f => CSharpSyntaxTree.ParseText(f.Item2, options, f.Item1))
            .ToArray();
        var isProgram = trees.Any(t => t.GetCompilationUnitRoot().Members.Any(m => m is GlobalStatementSyntax));
        var compilation = CSharpCompilation.Create(
            assembly,
            trees,
            s_references
                .Concat(sources.Any(f => UsesTorch(f.Text)) ? s_torch : [])
                .Concat(sources.Any(f => UsesHosting(f.Text)) ? s_hosting : [])
                .Concat(references ?? []),
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: nullable,
                specificDiagnosticOptions: s_quiet
            )
        );
        if (!generate)
            return compilation;
        Driver(options).RunGeneratorsAndUpdateCompilation(compilation, out var complete, out var diagnostics);
        Assert.Empty(diagnostics);
        return (CSharpCompilation)complete;
    }

    /// <summary>Creates the driver of the generators.</summary>
    public static GeneratorDriver Driver(CSharpParseOptions? options = null) =>
        CSharpGeneratorDriver.Create([new ExperimentGenerator().AsSourceGenerator()], parseOptions: options ?? s_options);

    /// <summary>Returns a reference to a library in the folder of the tests.</summary>
    public static MetadataReference Library(string name) => References(n => n == name).Single();

    private static MetadataReference[] References(Func<string, bool> name) =>
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(p => name(Path.GetFileName(p)))
                .Select(p => MetadataReference.CreateFromFile(p)),
        ];
}
