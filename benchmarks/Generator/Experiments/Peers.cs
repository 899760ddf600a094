using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Gen.Benchmarks.Generator.Experiments;

/// <summary>Generators that come with the SDK, each with as many annotated classes as it is compared on.</summary>
internal static class Peers
{
    public static ISourceGenerator Json() =>
        Load("Microsoft.NETCore.App.Ref", "System.Text.Json.SourceGeneration.dll", "System.Text.Json.SourceGeneration.JsonSourceGenerator");

    public static ISourceGenerator Regex() =>
        Load(
            "Microsoft.NETCore.App.Ref",
            "System.Text.RegularExpressions.Generator.dll",
            "System.Text.RegularExpressions.Generator.RegexGenerator"
        );

    public static ISourceGenerator Logger() =>
        Load(
            "Microsoft.AspNetCore.App.Ref",
            "Microsoft.Extensions.Logging.Generators.dll",
            "Microsoft.Extensions.Logging.Generators.LoggerMessageGenerator"
        );

    /// <summary>A class with the properties that the experiments have, and the context that serialises it.</summary>
    public static string JsonSource(int i) => $$"""
        using System.Text.Json.Serialization;

        namespace Project.Part{{i % 10}};

        /// <summary>Serialises settings {{i}}.</summary>
        [JsonSerializable(typeof(Settings{{i}}))]
        internal sealed partial class Context{{i}} : JsonSerializerContext;

        /// <summary>Settings {{i}}.</summary>
        public sealed class Settings{{i}}
        {
            public int MaxVocabSize { get; init; } = {{i}};

            public int EmbeddingSize { get; init; } = 100;

            public int BatchSize { get; init; } = 100;

            public double Dropout { get; init; } = 0.1;

            public string? Note { get; init; }

            public Optimizer{{i}} Optimizer { get; init; } = new();
        }

        /// <summary>A part of the settings.</summary>
        public sealed class Optimizer{{i}}
        {
            public double LearningRate { get; init; } = 1e-3;

            public double Momentum { get; init; } = 0.9;
        }
        """;

    public static string RegexSource(int i) => $$"""
        using System.Text.RegularExpressions;

        namespace Project.Part{{i % 10}};

        /// <summary>Words {{i}}.</summary>
        public static partial class Words{{i}}
        {
            [GeneratedRegex("^a+{{i}}[b-d]*$")]
            private static partial Regex Word();
        }
        """;

    public static string LoggerSource(int i) => $$"""
        using Microsoft.Extensions.Logging;

        namespace Project.Part{{i % 10}};

        /// <summary>Messages {{i}}.</summary>
        public static partial class Messages{{i}}
        {
            [LoggerMessage(EventId = {{i}}, Level = LogLevel.Information, Message = "Epoch {epoch}: {loss}")]
            public static partial void Epoch(ILogger logger, int epoch, double loss);

            [LoggerMessage(Level = LogLevel.Warning, Message = "Slow: {seconds}")]
            public static partial void Slow(ILogger logger, double seconds);
        }
        """;

    private static ISourceGenerator Load(string pack, string file, string type)
    {
        var root = Path.GetFullPath(
            Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "packs", pack)
        );
        var version = Directory
            .GetDirectories(root, $"{Environment.Version.Major}.*")
            .OrderBy(d => Version.TryParse(Path.GetFileName(d), out var v) ? v : new Version())
            .Last();
        // By name: not every type of such an assembly can be loaded outside an IDE.
        var found = Assembly.LoadFrom(Path.Combine(version, "analyzers", "dotnet", "cs", file)).GetType(type, throwOnError: true)!;
        return Activator.CreateInstance(found) switch
        {
            IIncrementalGenerator incremental => incremental.AsSourceGenerator(),
            var other => (ISourceGenerator)other!,
        };
    }
}
