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

    private static readonly string[] s_texts =
    [
        "",
        " ",
        "x",
        "null",
        "None",
        " null ",
        "none",
        "true",
        "False",
        " yes ",
        "ON",
        "off",
        "2",
        "0",
        "1",
        "-1",
        "+1",
        " 7 ",
        "-0",
        "00012",
        "127",
        "128",
        "-128",
        "-129",
        "255",
        "256",
        "32767",
        "32768",
        "65535",
        "65536",
        "2147483647",
        "2147483648",
        "-2147483649",
        "4294967295",
        "4294967296",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "5_000",
        "5__0",
        "_5",
        "5_",
        "1_0.5_0",
        "1,000",
        "0x10",
        "1e3",
        "1e400",
        "-1e400",
        "1e39",
        "65504",
        "65519",
        "65520",
        "1e-400",
        "1.5",
        ".5",
        "5.",
        "1.5.2",
        "1e",
        "1 2",
        "79228162514264337593543950335",
        "79228162514264337593543950336",
        "nan",
        "NaN",
        "-nan",
        "inf",
        "-inf",
        "+Infinity",
        "infinit",
        "∞",
        "Left",
        "left",
        "LEFT",
        "'left'",
        "right-side",
        "RightSide",
        "right_side",
        "Right Side",
        "5",
        "3",
        "4",
        "read",
        "read,write",
        "Read, 2",
        "read,",
        ",",
        "both",
        "high",
        "-9223372036854775807",
        "257",
        "-2",
        "100",
        "minus",
        "A,C",
        "6",
        "none,a",
        "2026-01-31",
        "2026-01-31T12:00:00",
        "2026-01-31T12:00:00+01:00",
        "31.01.2026",
        "2026-02-30",
        "12:00",
        "\"2026-01-31\"",
        "01:30:00",
        "2.00:00:00",
        "25:00:00",
        "1:2",
        "30",
        "1.5:00",
        "24:61",
        "d3b07384-d9a0-4c9b-8f3e-000000000000",
        "{d3b07384-d9a0-4c9b-8f3e-000000000000}",
        "d3b07384d9a04c9b8f3e000000000000",
        "d3b07384",
        "[]",
        "[1,2,3]",
        "1,2,3",
        "[1, x]",
        "[1,,2]",
        "[1,2",
        "1,null",
        "[null]",
        "'a,b',c",
        "\"a",
        "[ ]",
        "1,256",
        "read,write,4",
        "[1.5, nan]",
        "[[1]]",
        "{}",
        " { } ",
        "{\"a\": 1}",
        "{\"a\": 1,}",
        "{\"a\": 1, \"b\": 2}",
        "{\"a\": 1.0}",
        "{\"a\": \"1\"}",
        "{\"a\": null}",
        "{\"a\": true}",
        "{\"a\": \"left\"}",
        "{a: 1}",
        "{\"a\": 01}",
        "{\"a\": -1e2}",
        "{\"a\": 1.}",
        "{\"a\": .5}",
        "{\"a\": [1]}",
        "{\"a\": {}}",
        "{\"a\" 1}",
        "{\"a\": 1} x",
        "{\"a\": \"\\u00e9\\n\"}",
        "{\"a\": \"\\x\"}",
        "{\"a\": \"\\u00g0\"}",
        "{\"a\": 'x'}",
        "{'a': 1}",
        "{\"a\": tru}",
        "{\"a\": truex}",
        "[1]{}",
        "{\"a\": \"yes\"}",
        "{\"a\": \"null\"}",
        "{\"a\": \"NaN\"}",
        "16777216",
        "16777217",
        "16777217.0",
        "1000000000000",
        "123456790",
        "2049",
        "65500",
        "65504.5",
        "9007199254740993",
        "1_6777217",
        "1e-50",
        "1e-9",
        "-1e-400",
        "0e-999",
        "1e-30",
        "0.12345678901234567890123456789",
        "1.50000000000000000000000000000000",
        "5\0",
        "\u0665",
        "\u22125",
        "1 000",
        "ReLU",
        "Relu",
        "relu",
        "RELU",
        "re_lu",
        "[Relu, other]",
        "_",
        "-",
        "2026-01-31 12:30",
        "2026-01-31T12:30",
        "2026-01-31T24:00:00",
        "2026-01-31T12:30:00.1234567Z",
        "2026-01-31T12:30:00.12345678Z",
        "2026-01-31T12:30:00+15:00",
        "0001-01-01T00:00:00+05:00",
        "1.2",
        "24:00:00",
        "1.24:00:00",
        "1:02:03:04",
        "1:30",
        "-1.01:00:00.5",
        "00:00:00.12345678",
        "10675200.00:00:00",
        "0x345678-1234-1234-1234-123456789abc",
        "'tis",
        "'it''s'",
        "'it's'",
        "'a' b",
        "[x,y",
        "x,y]",
        "[x] y",
        "[x],[y]",
        "a[0],b[1]",
        "a,,b",
        "1,2,",
        "[ '1', 2 ]",
        "[\"a\"\"b\", 'c]']",
        "{\"a\": 1, \"a\": 2}",
        "{\"a\": \"'left'\"}",
        "{\"a\": 5}",
        "{\"a\": 9007199254740993}",
        "{",
        "}",
        "{\"a\": 1 \"b\": 2}",
        "{\"\": 2}",
        "{/**/}",
        "{\"a\": \"\t\"}",
    ];

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
            foreach (var text in s_texts)
                Compare($"{entry.Key}={text}", ValueTextChecker.Parses(entry, text));
            if (entry.Value.Kind != ValueKind.Dictionary)
                continue;
            foreach (var text in s_texts)
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
