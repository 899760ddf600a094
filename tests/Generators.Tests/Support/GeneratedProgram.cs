using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Generators.Tests.Support;

/// <summary>A program with its generated code, which is compiled, checked, and loaded at the first call.</summary>
internal sealed class GeneratedProgram
{
    private static readonly ConcurrentDictionary<string, Lazy<GeneratedProgram>> s_cache = [];
    private static int s_count;

    private readonly Lazy<Assembly> _assembly;
    private readonly GeneratedProgram[] _references;
    private readonly Compilation _output;

    private GeneratedProgram(string[] texts, bool allowProblems, GeneratedProgram[] references, bool usesTorch = false)
    {
        _references = references;
        var name = $"Generated{Interlocked.Increment(ref s_count)}";
        var compilation = usesTorch
            ? Sources.CompileTorch(name, texts)
            : Sources.Compile(name, texts, references.Select(r => MetadataReference.CreateFromStream(r.Emit())));
        (var result, _output) = GeneratorRun.Checked(compilation);
        Files = result.GeneratedTrees.ToDictionary(t => Path.GetFileName(t.FilePath), t => t.ToString());
        Problems = [.. _output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning)];
        if (!allowProblems)
            Assert.True(Problems.Length == 0, string.Join('\n', Problems.Select(WithLine)));
        _assembly = new Lazy<Assembly>(Load);
    }

    /// <summary>The generated files by name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The warnings and errors of the compiler, including those in generated code.</summary>
    public Diagnostic[] Problems { get; }

    /// <summary>Compiles a source, which must have no warnings. The program is cached.</summary>
    public static GeneratedProgram Of(string text) =>
        s_cache.GetOrAdd(text, static text => new Lazy<GeneratedProgram>(() => new GeneratedProgram([text], false, []))).Value;

    public static GeneratedProgram OfFiles(params string[] texts) => new(texts, false, []);

    /// <summary>Compiles a source of a project that references the metadata of another assembly.</summary>
    public static GeneratedProgram With(GeneratedProgram reference, string text) => new([text], false, [reference]);

    /// <summary>Compiles a source of a project that references Gen.Training.</summary>
    public static GeneratedProgram OfTorch(params string[] texts) => new(texts, false, [], usesTorch: true);

    /// <summary>Compiles a source that may have errors.</summary>
    public static GeneratedProgram OfBroken(string text, bool usesTorch = false) => new([text], true, [], usesTorch);

    /// <summary>Calls a public static method: <c>Test.Value</c>.</summary>
    public object? Call(string method, params object?[] arguments)
    {
        var dot = method.LastIndexOf('.');
        var type = _assembly.Value.GetType(method[..dot].Replace('/', '+'), throwOnError: true)!;
        try
        {
            return type.InvokeMember(
                method[(dot + 1)..],
                BindingFlags.InvokeMethod | BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy,
                null,
                null,
                arguments
            );
        }
        catch (TargetInvocationException e)
        {
            throw e.InnerException!;
        }
    }

    /// <summary>Calls <c>Parse</c> of an experiment.</summary>
    public dynamic Parse(string experiment, params string[] updates)
    {
        var type = _assembly.Value.GetType(experiment.Replace('/', '+'), throwOnError: true)!;
        try
        {
            return typeof(ExperimentExtensions).GetMethod("Parse", 1, [typeof(string[])])!.MakeGenericMethod(type).Invoke(null, [updates])!;
        }
        catch (TargetInvocationException e)
        {
            throw e.InnerException!;
        }
    }

    private static string WithLine(Diagnostic problem) => problem.Location.SourceTree is { } tree
        ? $"{problem}\n    {tree.GetText().Lines[problem.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()}"
        : problem.ToString();

    private Assembly Load()
    {
        var context = new AssemblyLoadContext(_output.AssemblyName, isCollectible: true);
        var loaded = new Dictionary<string, Assembly>();
        context.Resolving += (_, name) => loaded.GetValueOrDefault(name.Name!);
        foreach (var reference in _references)
            loaded.Add(reference._output.AssemblyName!, context.LoadFromStream(reference.Emit()));
        return context.LoadFromStream(Emit());
    }

    private MemoryStream Emit()
    {
        var stream = new MemoryStream();
        var result = _output.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        stream.Position = 0;
        return stream;
    }
}
