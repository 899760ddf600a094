using System.Reflection;
using Gen.Analyzers.Tests.Support;
using Gen.Configuration;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Analyzers.Tests.Semantics;

/// <summary>
/// Compares the compile-time check of a value with that of the running program, which is compiled and loaded.
/// </summary>
public class ValueTextCheckerTests
{
    private const string Source = """
        public enum Side { Left, RightSide = 5 }
        public enum Small : byte { None, One, Two = 2, Top = 255 }
        public enum Signed : sbyte { Minus = -1, Zero, Big = 100 }
        [System.Flags] public enum Access : ulong { Read = 1, Write = 2, Both = 3, High = 1ul << 63 }
        [System.Flags] public enum WithNone { None, A = 1, C = 4 }
        public enum Alike { Other = 1, ReLU, Relu, re_lu, _ }
        [Gen.Experiment("all-kinds")] public partial class AllKinds
        {
            public bool Bool { get; init; }
            public sbyte SByte { get; init; }
            public byte Byte { get; init; }
            public short Short { get; init; }
            public ushort UShort { get; init; }
            public int Int { get; init; }
            public uint UInt { get; init; }
            public long Long { get; init; }
            public ulong ULong { get; init; }
            public Half Half { get; init; }
            public float Float { get; init; }
            public double Double { get; init; }
            public decimal Decimal { get; init; }
            public string String { get; init; } = "";
            public string? NullableString { get; init; }
            public Side Side { get; init; }
            public Small Small { get; init; }
            public Signed Signed { get; init; }
            public Access Access { get; init; }
            public WithNone WithNone { get; init; }
            public Alike Alike { get; init; }
            public Alike[] Alikes { get; init; } = [];
            public DateTime DateTime { get; init; }
            public DateTimeOffset DateTimeOffset { get; init; }
            public TimeSpan TimeSpan { get; init; }
            public Guid Guid { get; init; }
            public int? NullableInt { get; init; }
            public bool? NullableBool { get; init; }
            public Side? NullableSide { get; init; }
            public double? NullableDouble { get; init; }
            public TimeSpan? NullableTimeSpan { get; init; }
            public int[] Ints { get; init; } = [];
            public byte[]? NullableBytes { get; init; }
            public int?[] NullableInts { get; init; } = [];
            public Access[] Accesses { get; init; } = [];
            public IReadOnlyList<string> Strings { get; init; } = [];
            public IReadOnlyList<double>? NullableDoubles { get; init; }
            public IReadOnlyDictionary<string, int> IntMap { get; init; } = new Dictionary<string, int>();
            public IReadOnlyDictionary<string, string> StringMap { get; init; } = new Dictionary<string, string>();
            public IReadOnlyDictionary<string, double?>? NullableMap { get; init; }
            public IReadOnlyDictionary<string, Side> SideMap { get; init; } = new Dictionary<string, Side>();
            public IReadOnlyDictionary<string, bool> BoolMap { get; init; } = new Dictionary<string, bool>();
        }
        """;

    [Fact]
    public void Text_IsJudgedAlikeAtCompileTimeAndRunTime()
    {
        var compilation = Compiled.With([("Kinds.cs", Source)], assembly: "AllKinds");
        var experiment = compilation.GetTypeByMetadataName("AllKinds")!;
        var config = ConfigSemanticsReader.Read(experiment, compilation);
        var parse = typeof(ExperimentExtensions)
            .GetMethod("Parse", 1, [typeof(string[])])!
            .MakeGenericMethod(Load(compilation))
            .CreateDelegate<Func<string[], object>>();
        Assert.Equal(Enum.GetValues<ValueKind>().Order(), config.Entries.Select(e => e.Value.Kind).Distinct().Order());

        var (accepted, refused, differ) = (0, 0, new List<string>());
        foreach (var entry in config.Entries)
        {
            foreach (var text in ValueTexts.All)
                Compare($"{entry.Key}={text}", ValueTextChecker.Parses(entry, text));
            if (entry.Value.Kind != ValueKind.Dictionary)
                continue;
            foreach (var text in ValueTexts.All)
                Compare($"{entry.Key}.item={text}", ValueTextChecker.ParsesAsItem(entry, text));
        }

        Assert.Empty(differ);
        Assert.InRange(accepted, 800, int.MaxValue);
        Assert.InRange(refused, 2_000, int.MaxValue);

        void Compare(string update, bool compiler)
        {
            var program = Accepts(parse, update);
            (accepted, refused) = program ? (accepted + 1, refused) : (accepted, refused + 1);
            if (program != compiler)
                differ.Add($"{update}: the program {(program ? "accepts" : "refuses")} it");
        }
    }

    private static bool Accepts(Func<string[], object> parse, string update)
    {
        try
        {
            parse([update]);
            return true;
        }
        catch (ConfigException)
        {
            return false;
        }
    }

    private static Type Load(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(stream.ToArray()).GetType("AllKinds")!;
    }
}
