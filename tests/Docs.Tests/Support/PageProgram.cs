using System.Collections.Concurrent;
using System.Reflection;
using Gen.Analyzers.Tests.Support;
using Gen.CommandLine;
using Gen.Configuration;
using Gen.Search;
using Microsoft.CodeAnalysis;

namespace Gen.Docs.Tests.Support;

/// <summary>A program of a page, compiled and loaded to check command lines. It is not run.</summary>
internal sealed class PageProgram
{
    /// <summary>The packages of this repository that tests do not use otherwise.</summary>
    public static MetadataReference[] Packages { get; } = [Compiled.Library("Gen.PostgreSql.dll")];

    /// <summary>What the samples use beside the libraries of every test.</summary>
    public static MetadataReference[] Libraries { get; } =
        [.. new[] { "Spectre.Console.dll", "Microsoft.VisualBasic.Core.dll" }.Select(Compiled.Library)];

    private static readonly ConcurrentDictionary<string, Lazy<PageProgram>> s_loaded = new();

    private readonly Type _experiment;

    private PageProgram(IEnumerable<(string Path, string Text)> files)
    {
        using var bytes = new MemoryStream();
        var result = Compiled.With(files, $"Page{Guid.NewGuid():N}", references: Libraries).Emit(bytes);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        _experiment = Assembly.Load(bytes.ToArray()).GetTypes().First(t => t.GetCustomAttribute<ExperimentAttribute>() is not null);
    }

    public static PageProgram From(string source) => s_loaded.GetOrAdd(source, s => new(() => new([("Program.cs", s)]))).Value;

    /// <summary>Compiles a block with what is around it, or with the other files of its sample.</summary>
    public static PageProgram From(CodeBlock block) =>
        s_loaded.GetOrAdd(block.Source, s => new(() => new([("Program.cs", s), .. block.Others]))).Value;

    /// <summary>Compiles a sample, given by its folder: <c>samples/ApiDocs</c>.</summary>
    public static PageProgram FromSample(string folder) => s_loaded.GetOrAdd(folder, f => new(() => new(
        Directory.GetFiles(Path.Combine(Page.Root, f), "*.cs", SearchOption.AllDirectories)
            .Select(p => (Path.GetRelativePath(Page.Root, p), File.ReadAllText(p)))))).Value;

    /// <summary>Returns the error of a command line, or null.</summary>
    public string? FindError(ShellLine line)
    {
        try
        {
            var arguments = Gen.CommandLine.CommandLineArguments.Parse(line.Arguments, new RunOptions());
            var commands = _experiment
                .GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Select(m =>
                    m.GetCustomAttribute<MainAttribute>() is not null ? BuiltInCommands.Run : m.GetCustomAttribute<CommandAttribute>()?.Name
                )
                .Concat(BuiltInCommands.Names)
                .ToArray();
            if (arguments.UnknownOption is { } option)
                return $"Option '{option.Name}' does not exist.";
            if (arguments.Help && arguments.HelpTopic is { } topic)
                return commands.Contains(topic) || HasBlock(topic) ? null : $"There is no help for '{topic}'.";
            if (!commands.Contains(arguments.Command ?? BuiltInCommands.Run))
                return $"Command '{arguments.Command}' does not exist.";
            if (arguments.Command == BuiltInCommands.Resume && arguments.File is null)
                return "resume names no run";

            if (arguments.Command == SweepProgram.Command && arguments.SweepWords is [not ("resume" or "show" or "retry"), ..])
                ParseSpace(arguments);

            // A variable is like an update of its name. The files are the reader's own.
            var variables = line
                .Variables.Where(v => v.StartsWith("GEN__", StringComparison.Ordinal))
                .Select(v => v[5..].Replace("__", "."));
            Parse([.. variables, .. arguments.Updates.Where(u => !u.EndsWith(".json", StringComparison.Ordinal))]);
            return null;
        }
        catch (ConfigException e)
        {
            return e.Message;
        }
    }

    private bool HasBlock(string key) => _experiment.GetProperties().Any(p =>
        Gen.Shared.KeyName.ToSnakeCase(p.Name) == key && p.PropertyType.GetCustomAttribute<ConfigAttribute>() is not null);

    private void ParseSpace(Gen.CommandLine.CommandLineArguments arguments)
    {
        var schema = _experiment.GetInterfaceMap(typeof(IExperiment<>).MakeGenericType(_experiment)).TargetMethods
            .Single(m => m.IsStatic).Invoke(null, null);
        try
        {
            var words = typeof(SweepProgram).GetMethod(nameof(SweepProgram.Words))!.MakeGenericMethod(_experiment)
                .Invoke(null, [schema, arguments.SweepWords, new SweepOptions()]);
            typeof(SearchSpaceParser).GetMethod(nameof(SearchSpaceParser.Parse))!.MakeGenericMethod(_experiment)
                .Invoke(null, [schema, words, arguments.Updates, arguments.Options]);
        }
        catch (TargetInvocationException e)
        {
            throw e.InnerException!;
        }
    }

    private void Parse(string[] updates)
    {
        try
        {
            typeof(ExperimentExtensions).GetMethod("Parse", 1, [typeof(string[])])!.MakeGenericMethod(_experiment).Invoke(null, [updates]);
        }
        catch (TargetInvocationException e)
        {
            throw e.InnerException!;
        }
    }
}
