using Gen;
using Gen.GpuCheck;
using Gen.Training;
using Gen.Training.Data;
using Gen.Training.Metrics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

/// <summary>The training that the checks make: a small net on rows that it makes up, with metrics of each kind of state.</summary>
[Experiment("gpu-check")]
public sealed partial class GpuTraining
{
    /// <summary>What the program prints when it waits to be killed.</summary>
    public const string ReadyToBeKilled = "ready to be killed";

    private const int NumClasses = 5;
    private const int NumFeatures = 20;

    /// <summary>Times through the rows.</summary>
    public int Epochs { get; init; } = 4;

    /// <summary>Rows in a step.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Share of the hidden values that a step leaves out: drawn on the device, so that devices differ.</summary>
    public double Dropout { get; init; }

    /// <summary>The epoch, from 1, in which the training stops and waits to be killed; 0: it does not.</summary>
    public int StopInEpoch { get; init; }

    // yTrue: classes [n]; yPred: logits [n, 5].

    /// <summary>Counts.</summary>
    [Metric]
    private static Tensor Accuracy(Tensor yTrue, Tensor yPred) => Classification.SparseCategoricalAccuracy(yTrue, yPred);

    /// <summary>Counts of pairs.</summary>
    [Metric(Shape = MetricShape.Vector)]
    private static Tensor Recall(Tensor yTrue, Tensor yPred) => Classification.Recall(yTrue, yPred, NumClasses);

    /// <summary>Sums.</summary>
    [Metric]
    private static Tensor Certainty(Tensor yPred) => yPred.softmax(1).amax([1]).mean();

    /// <summary>Centred products.</summary>
    [Metric(Shape = MetricShape.Scalar)]
    private static Tensor Spread(Tensor yPred) => yPred.select(1, 0).std();

    /// <summary>An extreme.</summary>
    [Metric(Shape = MetricShape.Scalar)]
    private static Tensor Largest(Tensor yPred) => yPred.softmax(1).max();

    /// <summary>The net, made on the processor and then moved: the same weights on each device.</summary>
    private Sequential BuildNet(Device device)
    {
        var net = Sequential(
            ("hidden", Linear(NumFeatures, 64)), ("norm", BatchNorm1d(64)), ("relu", ReLU()),
            ("drop", nn.Dropout(Dropout)), ("logits", Linear(64, NumClasses)));
        net.to(device);
        return net;
    }

    /// <summary>Rows [n, 20] with the class that a fixed map and some noise give them, made on the processor.</summary>
    private static TensorData MakeRows(int rows)
    {
        using var scope = NewDisposeScope();
        var input = randn(rows, NumFeatures);
        var map = linspace(-1, 1, NumFeatures * NumClasses).mul(37).sin().reshape(NumFeatures, NumClasses);
        return new TensorData(input, (input.mm(map) + randn(rows, NumClasses)).argmax(1));
    }

    [OnBatchEnd]
    private void WaitToBeKilled(int epoch, int batch)
    {
        if (epoch + 1 != StopInEpoch || batch != 5)
            return;
        Console.WriteLine(ReadyToBeKilled);
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Trains, and saves a checkpoint after each epoch.</summary>
    [Main]
    private double Train(Device device, int epochs, int batchSize)
    {
        using var rows = MakeRows(4_000);
        using var train = rows.To(device);
        using var others = MakeRows(5_000);
        using var test = others.To(device);
        using var net = BuildNet(device);
        using var optimizer = optim.Adam(net.parameters(), 0.003);
        using var loss = CrossEntropyLoss();
        using var trainer = CreateTrainer(net, optimizer, loss, new BackupAndRestore());
        return trainer.Fit(train.Batches(batchSize, shuffle: true), epochs, test.Batches(1_000)).Last("loss");
    }
}
