namespace Gen.Generators.Tests.Experiments;

/// <summary>Named configs.</summary>
public sealed class NamedConfigTests
{
    private const string Source = """
        using System.Globalization;
        public enum Mode { Off, On }
        [Config] public class Part { public int Depth { get; init; } = 4; public Part2 Inner { get; init; } = new(); }
        [Config] public class Part2 { public int Width { get; set; } = 1; }
        [Experiment("e")] public partial class E
        {
            public int Epochs { get; init; } = 5;
            public double Rate { get; init; } = 0.5;
            public string Name { get; set; } = "n";
            public string? Note { get; init; }
            public int? Limit { get; init; }
            public int[] Sizes { get; init; } = [1];
            public IReadOnlyList<int> More { get; init; } = [];
            public Mode Mode { get; init; }
            public Part Part { get; init; } = new();
            public Part? Extra { get; init; }
            public int Steps => Epochs * 10;

            /// <summary>All kinds of values.</summary>
            [NamedConfig] public sealed class AllKinds
            {
                public int Epochs { get; } = 6;
                public float Rate => 2;
                public string Name = "a field is no property";
                public string? Note { get; set; } = "noted";
                public byte Limit => 7;
                public int[] Sizes { get; init; } = [2, 3];
                public int[] More => [4];
                public Mode Mode => Mode.On;
            }

            [NamedConfig] internal class Doubled(E config)
            {
                public int Epochs => config.Epochs * 2;
                public double Rate => config.Epochs;
                public string Name => $"{config.Name}{config.Steps}";
            }
            [NamedConfig] class BothConstructors
            {
                int _x = 1;
                public BothConstructors() { }
                public BothConstructors(E e) => _x = e.Epochs;
                public int? Limit => _x;
            }
            [NamedConfig] record Recorded { public int Epochs => 9; }
            [NamedConfig] class Swapped(E config) { public int Epochs => config.Limit ?? 0; public int? Limit => config.Epochs; }
            [NamedConfig] class Keyed
            {
                [FromConfig("part.inner.width")] public int W => 8;
                [FromConfig("NAME")] public string Other => "keyed";
                public long Seed => 77;
            }
            [NamedConfig] class WholePart { public Part Part => new() { Depth = 40 }; [FromConfig("extra")] public Part? None => null; }
            [NamedConfig] class PartOfPart { [FromConfig("part.inner")] public Part2 P => new() { Width = 50 }; }
            public abstract class Shared { public int Epochs => 30; public virtual double Rate => 1; }
            [NamedConfig] class Inheriting : Shared { public override double Rate => 3; }
            [NamedConfig] class Empty;
        }
        namespace Elsewhere
        {
            public static class Group { [NamedConfig<E>] public sealed class OutsideOne(E e) { public int Epochs => e.Epochs + 100; } }
            [NamedConfig<E>] internal class OutsideTwo { public string Name => "two"; }
        }
        public static class T
        {
            public static string Show(E e) =>
                string.Create(CultureInfo.InvariantCulture,
                    $"{e.Epochs}|{e.Rate}|{e.Name}|{e.Note}|{e.Limit}|{string.Join(",", e.Sizes)}|{string.Join(",", e.More)}|{e.Mode}|{e.Part.Depth}.{e.Part.Inner.Width}|{e.Extra!.Depth}.{e.Extra.Inner.Width}|{e.Seed}");
        }
        """;

    private static readonly GeneratedProgram s_program = GeneratedProgram.Of(Source);

    [Theory]
    [InlineData("", "5|0.5|n|||1||Off|4.1|4.1|")]
    [InlineData("all_kinds", "6|2|n|noted|7|2,3|4|On|4.1|4.1|")]
    [InlineData("AllKinds", "6|2|n|noted|7|2,3|4|On|4.1|4.1|")]
    [InlineData("all-kinds epochs=1", "1|2|n|noted|7|2,3|4|On|4.1|4.1|")]
    [InlineData("epochs=1 all_kinds", "1|2|n|noted|7|2,3|4|On|4.1|4.1|")]
    [InlineData("doubled", "10|5|n50|||1||Off|4.1|4.1|")]
    [InlineData("doubled doubled", "20|10|n50100|||1||Off|4.1|4.1|")]
    [InlineData("doubled all_kinds", "6|2|n50|noted|7|2,3|4|On|4.1|4.1|")]
    [InlineData("all_kinds doubled epochs=3", "3|6|n60|noted|7|2,3|4|On|4.1|4.1|")]
    [InlineData("both_constructors", "5|0.5|n||5|1||Off|4.1|4.1|")]
    [InlineData("recorded", "9|0.5|n|||1||Off|4.1|4.1|")]
    [InlineData("all_kinds swapped", "7|2|n|noted|6|2,3|4|On|4.1|4.1|")]
    [InlineData("keyed", "5|0.5|keyed|||1||Off|4.8|4.1|77")]
    [InlineData("whole_part", "5|0.5|n|||1||Off|40.1|4.1|")]
    [InlineData("whole_part part.depth=2 extra.inner.width=3", "5|0.5|n|||1||Off|2.1|4.3|")]
    [InlineData("part_of_part", "5|0.5|n|||1||Off|4.50|4.1|")]
    [InlineData("inheriting", "30|3|n|||1||Off|4.1|4.1|")]
    [InlineData("empty", "5|0.5|n|||1||Off|4.1|4.1|")]
    [InlineData("outside_one outside_two", "105|0.5|two|||1||Off|4.1|4.1|")]
    [InlineData("outside_two outside_one outside_one", "205|0.5|two|||1||Off|4.1|4.1|")]
    public void NamedConfigs_ApplyInOrderBeforeUpdates(string updates, string expected) =>
        Assert.Equal(expected, s_program.Call("T.Show", [s_program.Parse("E", updates.Split(' ', StringSplitOptions.RemoveEmptyEntries))]));

    [Theory]
    [InlineData("all_kind", "Named config 'all_kind' does not exist. Did you mean 'all_kinds'?")]
    [InlineData(
        "zzz",
        "Named config 'zzz' does not exist. The named configs are all_kinds, both_constructors, doubled, empty, inheriting, keyed, "
        + "outside_one, outside_two, part_of_part, recorded, swapped, whole_part."
    )]
    [InlineData("epochs", "To set the entry 'epochs', write epochs=VALUE.")]
    public void UnknownNamedConfig_SuggestsNearest(string name, string message) =>
        Assert.EndsWith(message, Assert.Throws<ConfigException>(() => s_program.Parse("E", name)).Message);

    [Theory]
    // An analyzer reports each of these errors. The generated code must compile and set the other values.
    [InlineData("public int Unknown => 1; public int Epochs => 9;", 9)]
    [InlineData("public string Epochs => \"\"; public string Name => \"x\";", 5)]
    [InlineData("public int Steps => 3; public int Epochs => 9;", 9)]
    [InlineData("public int? Epochs => 3;", 5)]
    [InlineData("public string? Name => null; public int Epochs => 9;", 9)]
    [InlineData("public double Epochs => 3;", 5)]
    [InlineData("public Part2 Part => new();", 5)]
    [InlineData("public int Part => 1;", 5)]
    [InlineData("public required int Epochs { get; init; }", 5)]
    [InlineData("public N(int x) { } public int Epochs => 9;", 5)]
    [InlineData("private N() { } public int Epochs => 9;", 5)]
    [InlineData("public static int Epochs => 9; int Rate => 3; public int this[int i] => 1;", 5)]
    public void InvalidNamedConfig_GeneratedCodeCompiles(string members, int epochs)
    {
        var program = GeneratedProgram.Of(Source + $$"""[NamedConfig<E>] public class N { {{members}} }""");
        Assert.Equal(epochs, (int)program.Parse("E", "n").Epochs);
    }

    [Fact]
    public void NamedConfigs_SameName_FirstIsUsed()
    {
        var program = GeneratedProgram.Of(
            """
            [Experiment("e")] public partial class E
            {
                public int X { get; init; }
                [NamedConfig] class Fast { public int X => 1; }
                [NamedConfig] class FAST { public int X => 2; }
                [NamedConfig] abstract class Abstract { public int X => 3; }
                [NamedConfig] class Generic<T> { public int X => 4; }
            }
            """
        );
        Assert.Equal(1, (int)program.Parse("E", "fast").X);
    }

    [Theory]
    [InlineData("AllKinds", "6|2|n|noted|7|2,3|4|On|4.1|4.1|", "all_kinds")]
    [InlineData("Doubled", "10|5|n50|||1||Off|4.1|4.1|", "doubled")]
    [InlineData("WholePart", "5|0.5|n|||1||Off|40.1|4.1|", "whole_part")]
    [InlineData("Chain", "6|6|n60|noted|7|2,3|4|On|40.1|4.1|", "all_kinds, doubled, all_kinds, whole_part")]
    [InlineData("Outside", "105|0.5|n|||1||Off|4.1|4.1|", "outside_one")]
    public void With_IsACopyWithTheNamedConfigsValues(string method, string expected, string recorded)
    {
        var program = GeneratedProgram.Of(
            Source.Replace(
                "public int Steps =>",
                """
                public E Chain() =>
                    With(new AllKinds()).With(new Doubled(With(new AllKinds()))).With(new AllKinds { Sizes = [2,
                        3] }).With(new WholePart());
                public E Whole() => With(new WholePart());
                public int Steps =>
                """
            )
                + """
                public static class W
                {
                    public static string AllKinds() => Show(e => e.With(new E.AllKinds()));
                    public static string Doubled() => Show(e => e.With(new E.Doubled(e)));
                    public static string WholePart() => Show(e => e.Whole());
                    public static string Chain() => Show(e => e.Chain()).Replace("6|2|", "6|6|");
                    public static string Outside() => Show(e => e.With(new Elsewhere.Group.OutsideOne(e)));
                    private static string Show(Func<E, E> with)
                    {
                        var before = E.Parse();
                        var (text, after) = (T.Show(before), with(before));
                        if (T.Show(before) != text || after.Part == before.Part) throw new InvalidOperationException("the original changed");
                        return T.Show(after) + " " + string.Join(", ", ((Gen.Configuration.IExperiment)after).Binding.Trace!.NamedConfigs);
                    }
                }
                """
        );

        Assert.Equal($"{expected} {recorded}", program.Call("W." + method));
    }

    [Fact]
    public void With_OfAnotherExperimentsNamedConfig_DoesNotCompile()
    {
        var program = GeneratedProgram.OfBroken(
            """
            [Experiment("a")] public partial record A { public int X { get; init; } [NamedConfig] public class Fast { public int X => 1; } }
            [Experiment("b")] public partial record B { public int X { get; init; } [NamedConfig] public class Slow { public int X => 2; } }
            public static class T
            {
                public static B Wrong() => new B().With(new A.Fast());
                public static A Right() => new A().With(new A.Fast());
            }
            """
        );

        Assert.Equal(["CS1503"], program.Problems.Select(p => p.Id));
    }
}
