using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

/// <summary>Rules about blocks that are one of several kinds.</summary>
public class KindTests
{
    private const string Blocks = """
        using Gen;
        [Config] public abstract record Optim
        {
            public double Rate { get; init; } = 0.1;
            public sealed record Sgd : Optim
            {
                public double Momentum { get; init; }
                public Sched? Schedule { get; init; }
                public double Half => Momentum / 2;
            }
            public sealed record Adam : Optim
            {
                public int Beta { get; init; } = 9;
                public IReadOnlyDictionary<string, double> Options { get; init; } = new Dictionary<string, double>();
            }
        }
        [Config] public abstract record Sched
        {
            public sealed record Step : Sched { public int Size { get; init; } }
            public sealed record Cosine : Sched { public double Gamma { get; init; } }
        }
        public sealed record Lion : Optim { public double Momentum { get; init; } }

        """;

    private const string Experiment = Blocks + """
        [Experiment("x")] public partial record X
        {
            public Optim Optimizer { get; init; } = new Optim.Adam();
            [Kind<Lion>] public Optim? Second { get; init; }
            [Captured] static double F(Optim optimizer, [FromConfig("optimizer.rate")] double rate, Optim? second) => rate;
            [Main] double Main() => F();
            [NamedConfig] public sealed class Plain { public Optim Optimizer => new Optim.Sgd(); }
        }

        """;

    [Fact]
    public Task KindsThatAreUsedAsMeant_AreAccepted() => Verify.Accepts(Experiment + """
        class Caller
        {
            X A => X.Parse("optimizer=sgd", "optimizer.momentum=0.5", "optimizer.schedule=step", "optimizer.schedule.size=3");
            X B => X.Parse("second=LION", "second.momentum=0.5", "optimizer.kind=adam", "optimizer.options.x=3");
            X C => X.Parse("second=none", "second=null", "optimizer.beta=3", "optimizer.momentum=1");
        }
        """);

    [Fact]
    public Task UpdateString_IsCheckedWithTheKindsChosenInTheCall() => Verify.Reports(
        RuleIds.UpdateString,
        Experiment + """
        class Caller
        {
            X A => X.Parse("optimizer=adam", [|"optimizer.momentum=0.5"|], [|"optimizer.beta=x"|]);
            X B => X.Parse([|"optimizer=sdg"|], [|"optimizer=none"|], [|"optimizer.mometum=1"|], [|"second=sdg"|]);
            X C => X.Parse("optimizer=sgd", "optimizer.schedule=cosine", [|"optimizer.schedule.size=1"|], [|"optimizer.half=1"|]);
            X D => X.Parse([|"optimizer.options.x=y"|], [|"optimizer.momentum=fast"|], "second=adam", [|"second.momentum=1"|]);
        }
        """,
        "Entry 'optimizer.momentum' does not exist because 'optimizer' is adam in this call. It exists if 'optimizer' is sgd.",
        "'optimizer.beta' cannot be set to 'x' because the type of entry 'optimizer.beta' is int",
        "Block 'optimizer' has no kind 'sdg'. Did you mean 'sgd'?",
        "Block 'optimizer' has no kind 'none'. Its kinds are sgd, adam.",
        "Experiment 'X' has no entry 'optimizer.mometum'. Did you mean 'optimizer.momentum'?",
        "Block 'second' has no kind 'sdg'. Did you mean 'sgd'?",
        "Entry 'optimizer.schedule.size' does not exist because 'optimizer.schedule' is cosine in this call. It exists if "
        + "'optimizer.schedule' is step.",
        "Entry 'optimizer.half' is derived from other entries and cannot be set",
        "'optimizer.options.x' cannot be set to 'y' because the type of entry 'optimizer.options' is {key: double}",
        "'optimizer.momentum' cannot be set to 'fast' because the type of entry 'optimizer.momentum' is double",
        "Entry 'second.momentum' does not exist because 'second' is adam in this call. It exists if 'second' is sgd or lion.");

    [Fact]
    public Task FromConfig_OfAnEntryOfAKind_NamesTheBlock() => Verify.Reports(
        RuleIds.FromConfigUnknownKey,
        Blocks + """
        [Experiment("x")] public partial record X
        {
            public Optim Optimizer { get; init; } = new Optim.Adam();
            [Captured] static double F([FromConfig([|"optimizer.momentum"|])] double momentum, Optim optimizer) => momentum;
            [Main] double Main() => F();
            [NamedConfig] public sealed class Plain
            {
                [FromConfig([|"optimizer.schedule.size"|])] public int Size => 3;
                [FromConfig("optimizer.rate")] public double Rate => 3;
            }
        }
        """,
        "Entry 'optimizer.momentum' in [FromConfig] of 'momentum' exists only if 'optimizer' is sgd. Use the block, whose type is 'Optim'.",
        "Entry 'optimizer.schedule.size' in [FromConfig] of 'Size' exists only if 'optimizer' is sgd. Use the block, whose type is 'Optim'.");

    [Fact]
    public Task KindLessAccessibleThanItsBlock_IsReported() => Verify.Reports(
        RuleIds.InvalidConfigClass,
        """
        using Gen;
        [Config] public abstract record Step
        {
            public sealed record Fast : Step { public int Speed { get; init; } }
            internal sealed record [|Slow|] : Step { public int Pause { get; init; } }
        }
        [Config] internal abstract record Own { internal sealed record Kind : Own; }
        """,
        "'Slow' cannot be a kind of a block because it is less accessible than 'Step'");

    [Fact]
    public Task InvalidKinds_AreReported() => Verify.Reports(
        RuleIds.InvalidConfigClass,
        """
        using Gen;
        [Config] public abstract record Model
        {
            public record [|Open|] : Model;
            public abstract record [|Middle|] : Model;
            public sealed record [|Needs|](int Size) : Model;
            private sealed record [|Hidden|] : Model;
            public sealed record [|Generic|]<T> : Model;
            public sealed record Good : Model { public object [|Any|] { get; init; } = 1; public required int [|Must|] { get; init; } }
            public sealed record NotAKind { public object Any { get; init; } = 1; }
        }
        [Config] public abstract record Empty;
        public sealed record Lion : Empty;
        [Config] public record Settings { public int Size { get; init; } }
        [Experiment("x")] public partial record X
        {
            public Model Model { get; init; } = new Model.Good { Must = 1 };
            public Empty [|None|] { get; init; } = new Lion();
            [Kind<Lion>] public Empty One { get; init; } = new Lion();
            [Kind<Lion>] public Model [|Other|] { get; init; } = new Model.Good { Must = 1 };
            [Kind<Lion>] public Settings [|Plain|] { get; init; } = new();
            [Kind<Lion>] public int [|Number|] { get; init; }
            public Model [|Fixed|] { get; } = new Model.Good { Must = 1 };
            [Captured] static void F(Model model, int number) { }
        }
        """,
        "'Open' cannot be a kind of a block because it is not sealed",
        "'Middle' cannot be a kind of a block because it is not sealed",
        "'Needs' cannot be a kind of a block because it has no parameterless constructor",
        "'Hidden' cannot be a kind of a block because it is not accessible from generated code",
        "'Generic' cannot be a kind of a block because it is generic",
        "Property 'Any' cannot be an entry because type 'object' is not supported. Supported types are bool, numbers, string, enums, "
        + "DateTime, DateTimeOffset, TimeSpan, Guid, arrays, IReadOnlyList and IReadOnlyDictionary<string, ...> of these, and [Config] "
        + "classes.",
        "Property 'Must' cannot be 'required' because generated code creates 'Good' before it sets the entries",
        "Block 'None' has no kinds. Derive a sealed class nested in 'Empty', or add a kind to the property by [Kind<...>].",
        "Attribute [Kind] of 'Other' is not valid because 'Lion' does not derive from 'Model'",
        "Attribute [Kind] of 'Plain' is not valid because its type is not an abstract [Config] class",
        "Attribute [Kind] of 'Number' is not valid because its type is not an abstract [Config] class",
        "Entry 'Fixed' cannot be set. Add a public 'init' or 'set' accessor, or a getter body if it is derived from other entries.");

    [Fact]
    public Task Keys_OfKinds_AreChecked() => Verify.Reports(
        RuleIds.KeyCollision,
        """
        using Gen;
        [Config] public abstract record Model
        {
            public int [|Kind|] { get; init; }
            public int Size { get; init; }
            public sealed record Big : Model { public int [|S_ize|] { get; init; } public string Part { get; init; } = ""; }
            public sealed record [|BIG|] : Model;
            public sealed record Small : Model { public Piece [|Part|] { get; init; } = new(); public int [|KIND|] { get; init; } }
        }
        [Config] public record Piece { public int Kind { get; init; } }
        [Experiment("x")] public partial record X
        {
            public Model Model { get; init; } = new Model.Big();
            [Captured] static void F(Model model) { }
        }
        """,
        "Entry 'Kind' of 'Model' has the key 'kind', which is that of the choice of the block's kind",
        "Entries 'Size' and 'S_ize' of 'Big' have the same key 's_ize'. Keys ignore case, '_' and '-'.",
        "Kinds 'Big' and 'BIG' of 'Model' have the same name 'big'",
        "'Part' is a block in one kind of 'Model' and an entry in another",
        "Entry 'KIND' of 'Small' has the key 'kind', which is that of the choice of the block's kind");

    [Fact]
    public Task NamedConfig_OfABlock_IsChecked() => Verify.Reports(
        RuleIds.NamedConfigType,
        Blocks + """
        [Experiment("x")] public partial record X
        {
            public Optim Optimizer { get; init; } = new Optim.Adam();
            [Captured] static void F(Optim optimizer) { }
            [NamedConfig] public sealed class A { public Optim.Sgd Optimizer => new(); }
            [NamedConfig] public sealed class B { public Sched [|Optimizer|] => new Sched.Step(); }
        }
        """,
        "Property 'Optimizer' of named config 'B' has type 'Sched', but block 'optimizer' has type 'Optim'");
}
