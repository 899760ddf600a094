using Gen.Training;

namespace Gen.Generators.Tests.Training;

/// <summary>The config blocks of Gen.Training in an experiment that is run from the command line.</summary>
[Collection(nameof(ProcessWide))]
public sealed class TrainingBlockTests
{
    private static readonly GeneratedProgram s_program = GeneratedProgram.OfTorch(
        TrainingSources.Usings
            + "using Gen.Training.Data;\n"
            + """
            [Experiment("t")] public partial class T
            {
                public OptimizerConfig Optimizer { get; init; } = new OptimizerConfig.Adam();
                public LossConfig Loss { get; init; } = new LossConfig.CrossEntropy();
                public ScheduleConfig? Schedule { get; init; }
                public TrainerOptions Steps { get; init; } = new();
                public int Epochs { get; init; } = 3;

                [Metric] static Tensor Mean(Tensor yPred) => yPred.mean();

                [Captured] static optim.Optimizer OptimizerOf(nn.Module model, OptimizerConfig optimizer) => optimizer.Create(model);

                public static double FirstLoss, LastLoss;

                [Main] void Train(LossConfig loss, ScheduleConfig? schedule, Device device, int epochs)
                {
                    using var scope = NewDisposeScope();
                    var input = randn(24, 4);
                    var classes = (input.narrow(1, 0, 1) > 0).to_type(int64).squeeze(1);
                    var target = loss switch
                    {
                        ClassLossConfig => classes,
                        LossConfig.MultiLabelMargin => stack([classes, full_like(classes, -1), full_like(classes, -1)], 1),
                        LossConfig.HingeEmbedding or LossConfig.SoftMargin => sign(input.narrow(1, 0, 3)),
                        _ => input.narrow(1, 0, 3).sigmoid(),
                    };
                    using var model = nn.Linear(4, 3).to(device);
                    using var whole = loss switch { LossConfig.Nll => (nn.Module<Tensor, Tensor>)nn.Sequential(model, nn.LogSoftmax(1)),
                        LossConfig.Bce => nn.Sequential(model, nn.Sigmoid()), _ => nn.Sequential(model) };
                    using var optimizer = OptimizerOf(whole);
                    using var chosen = loss.Create(classes, 3);
                    using var trainer = CreateTrainer(whole, optimizer, chosen, schedule is null ? [] : [schedule.Create()]);
                    trainer.Options = Steps;
                    using var data = new TensorData(input, target);
                    var losses = trainer.Fit(data.Batches(6), epochs, validation: data.Batches(6))["val_loss"];
                    (FirstLoss, LastLoss) = (losses[0], losses[^1]);
                }

                // What is printed, and the exit code.
                public static (string Text, int Code) Line(string line)
                {
                    lock (typeof(Console))
                    {
                        var (output, error) = (Console.Out, Console.Error);
                        using var text = new StringWriter();
                        try
                        {
                            Console.SetOut(text);
                            Console.SetError(text);
                            var code = T.RunAsync(line.Split(' '), Quiet.Options).Result;
                            return (text.ToString(), code);
                        }
                        finally
                        {
                            Console.SetOut(output);
                            Console.SetError(error);
                        }
                    }
                }
            }
            public static class Read { public static double First() => T.FirstLoss; public static double Last() => T.LastLoss; }
            """
    );

    public static TheoryData<string> Optimizers => Kinds(typeof(OptimizerConfig));

    public static TheoryData<string> Losses => Kinds(typeof(LossConfig));

    public static TheoryData<string> Schedules => [.. Kinds(typeof(ScheduleConfig)), "none"];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Optimizer_EachKind_ReducesLoss(string kind) => Trains($"optimizer={kind} optimizer.learning_rate=0.05");

    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss_EachKind_IsReduced(string kind) => Trains($"loss={kind} optimizer.learning_rate=0.02 epochs=6");

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Schedule_EachKind_ReducesLoss(string kind) =>
        Trains(
            $"schedule={kind} optimizer.learning_rate=0.05"
                + kind switch
                {
                    "multi_step" => " schedule.milestones=1,2",
                    "cyclic" => " schedule.up=3",
                    _ => "",
                }
        );

    [Fact]
    public void Loss_ClassWeightsOrBalanced_IsReduced()
    {
        Trains("loss.class_weights=1,2,1 loss.label_smoothing=0.1 optimizer=sgd optimizer.momentum=0.9");
        Trains("loss.balanced=true optimizer=sgd optimizer.learning_rate=0.1");
    }

    [Fact]
    public void TrainerOptions_FromConfig_AreApplied()
    {
        Trains("steps.accumulate_steps=2 steps.clip_gradient_value=0.5 optimizer.learning_rate=0.05");
        var (text, code) = Line("with seed=5 optimizer=sgd optimizer.learning_rate=0.1 steps.clip_gradient_norm=1e-9");
        Assert.True(code == 0, text);
        Assert.Equal((double)s_program.Call("Read.First")!, (double)s_program.Call("Read.Last")!, 6);
    }

    [Theory]
    [InlineData("steps.accumulate_steps=0", "error: Entry 'steps.accumulate_steps' must be at least 1, but was 0.\n")]
    [InlineData("steps.clip_gradient_norm=0", "error: Entry 'steps.clip_gradient_norm' must be more than 0, but was 0.\n")]
    [InlineData("optimizer.momentum=0.9", "error: Entry 'optimizer.momentum' does not exist because 'optimizer' is adam (by default). "
        + "sgd, rms_prop have it: write optimizer=sgd.\n")]
    [InlineData("optimizer=rprop optimizer.weight_decay=0.1", "error: optimizer.weight_decay: Rprop has no weight decay: it must be 0\n")]
    [InlineData("loss.class_weights=1,-1",
        "error: loss.class_weights: class_weights must be finite, not negative, and not all 0\n")]
    [InlineData("optimizer.learning_rate=-1", "error: Entry 'optimizer.learning_rate' must be at least 0, but was -1.\n")]
    [InlineData("schedule=multi_step", "error: schedule.milestones: MultiStep needs milestones, such as milestones=30,60\n")]
    [InlineData(
        "loss=mse loss.balanced=true",
        "error: Entry 'loss.balanced' does not exist because 'loss' is mse (by command line). cross_entropy, nll, multi_margin have it: "
        + "write loss=cross_entropy.\n"
    )]
    [InlineData(
        "optimizer.lerning_rate=1",
        "error: Entry 'optimizer.lerning_rate' does not exist. Did you mean 'optimizer.learning_rate'?\n"
    )]
    [InlineData("device=cuda:7", "error: device 'cuda:7' does not exist. The ")]
    [InlineData("device=gpu", "error: device must be auto, cpu, cuda or cuda:N, but was 'gpu'. The ")]
    public void InvalidEntry_PrintsOneLineWithExitCode2(string line, string message)
    {
        var (text, code) = Line("with " + line);
        Assert.Equal(2, code);
        Assert.StartsWith(message, text);
        Assert.Equal(1, text.Count(c => c == '\n'));
    }

    [Fact]
    public void HelpAndPrintConfig_ListKinds()
    {
        var (help, _) = Line("--help");
        Assert.Contains("optimizer (adam|adam_w|adamax|n_adam|sgd|rms_prop|adagrad|adadelta|asgd|rprop = adam)", help);
        Assert.Contains("optimizer.beta1 (double = 0.9)", help);
        Assert.DoesNotContain("optimizer.momentum", help);
        Assert.Contains("optimizer=sgd: Stochastic gradient descent", Line("--help optimizer").Text);
        Assert.Contains("  optimizer.momentum (double = 0", Line("--help optimizer").Text);
        var (printed, code) = Line("print-config optimizer=sgd optimizer.momentum=0.9");
        Assert.Equal(0, code);
        Assert.Equal(
            ["dampening", "kind", "learning_rate", "momentum", "nesterov", "weight_decay"],
            printed.Split('\n').Where(l => l.Contains(" optimizer.")).Select(l => l.Split(" = ")[0].Split('.')[^1]).Order());
        Assert.Contains("schedule.kind = \"none\"", printed);
    }

    [Fact]
    public void SaveConfig_WritesSetEntries() =>
        Assert.Equal(
            """{"loss":{"class_weights":[1.0,2.5]},"optimizer":{"kind":"sgd","momentum":0.9}}""",
            Line("save-config - optimizer=sgd optimizer.momentum=0.9 loss.class_weights=1,2.5").Text.Replace(" ", "").Replace("\n", "")
        );

    private static void Trains(string line)
    {
        var (text, code) = Line("with seed=5 " + line);
        Assert.True(code == 0, text);
        var (first, last) = ((double)s_program.Call("Read.First")!, (double)s_program.Call("Read.Last")!);
        Assert.True(last < first, $"{line}: the validation's loss went from {first} to {last}");
    }

    private static TheoryData<string> Kinds(Type block) =>
        [.. block.GetNestedTypes().Select(t => Gen.Shared.KeyName.ToSnakeCase(t.Name))];

    private static (string Text, int Code) Line(string line) => ((string, int))s_program.Call("T.Line", line)!;
}
