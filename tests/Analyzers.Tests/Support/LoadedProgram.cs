using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Tests.Support;

/// <summary>A program compiled with its generated code, to be run.</summary>
internal sealed class LoadedProgram(Assembly assembly)
{
    private static readonly SemaphoreSlim s_console = new(1);

    public static LoadedProgram From(string source)
    {
        using var bytes = new MemoryStream();
        var result = Compiled.With(MarkedSource.Parse(source).Files, $"Loaded{Guid.NewGuid():N}").Emit(bytes);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return new(Assembly.Load(bytes.ToArray()));
    }

    public Type Type(string name) => assembly.GetType(name, throwOnError: true)!;

    /// <summary>Runs an experiment as its command line does. Returns the exit code and the text written to standard error.</summary>
    public async Task<(int ExitCode, string Errors)> Run(string experiment, params string[] arguments)
    {
        await s_console.WaitAsync();
        var (before, errors) = (Console.Error, new StringWriter());
        try
        {
            Console.SetError(errors);
            var run = typeof(ExperimentExtensions)
                .GetMethod("RunAsync", 1, [typeof(string[]), typeof(RunOptions)])!
                .MakeGenericMethod(Type(experiment));
            return (await (Task<int>)run.Invoke(null, [arguments, null])!, errors.ToString());
        }
        finally
        {
            Console.SetError(before);
            s_console.Release();
        }
    }
}
