using Gen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Analyzers.Tests.Support;

/// <summary>Compilations of test sources with what the generator adds to them: what an analyzer sees in a build.</summary>
internal static class Compiled
{
    private const string GlobalUsings = "global using System; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Preview);

    private static readonly MetadataReference[] s_references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(p => Path.GetFileName(p) is var name && (name.StartsWith("System.") || name is "netstandard.dll" or "mscorlib.dll" or "Gen.Runtime.dll" or "Microsoft.Extensions.Logging.Abstractions.dll" or "Microsoft.CSharp.dll"))
        .Select(p => MetadataReference.CreateFromFile(p))];

    /// <summary>A compilation with the generated files.</summary>
    public static CSharpCompilation With(
        IEnumerable<(string Path, string Text)> files,
        string assembly = "Tests",
        NullableContextOptions nullable = NullableContextOptions.Enable,
        IEnumerable<MetadataReference>? references = null,
        bool generate = true)
    {
        var sources = files.ToArray();
        var isProgram = sources.Any(f => f.Text.Contains("RunAsync(args)"));
        var compilation = CSharpCompilation.Create(
            assembly,
            sources.Prepend(("Usings.cs", GlobalUsings)).Select(f => CSharpSyntaxTree.ParseText(f.Item2, s_options, f.Item1)),
            s_references.Concat(references ?? []),
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: nullable));
        if (!generate)
            return compilation;
        CSharpGeneratorDriver.Create([new ExperimentGenerator().AsSourceGenerator()], parseOptions: s_options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var complete, out var diagnostics);
        Assert.Empty(diagnostics);
        return (CSharpCompilation)complete;
    }
}
