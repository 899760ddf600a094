using System.ComponentModel.DataAnnotations;
using Gen;
using Gen.Training;
using Gen.Training.Data;
using Microsoft.Extensions.Logging;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace HousingProgram;

/// <summary>Two experiments with one class around them.</summary>
public static partial class Experiments
{
    /// <summary>Learns house prices.</summary>
    [Experiment("housing")]
    internal sealed partial class Housing
    {
        public HouseData Data { get; init; } = new();

        [Range(1, 10)]
        public int HiddenLayers { get; init; } = 2;

        [Range(1, 4_096)]
        public int HiddenSize { get; init; } = 64;

        [Range(1e-7, 1.0)]
        public double LearningRate { get; init; } = 1e-3;

        [Range(0.0, 1.0)]
        public double WeightDecay { get; init; }

        public Activation Activation { get; init; } = Activation.Relu;

        public int MaxEpochs { get; init; } = 20;

        public float Tolerance { get; init; } = 0.1f;

        public Guid? ParentRun { get; init; }

        public int TotalUnits => HiddenLayers * HiddenSize;

        /// <summary>A large network.</summary>
        [NamedConfig]
        internal sealed class Large(Housing config)
        {
            public int HiddenLayers => config.HiddenLayers + 2;

            public int HiddenSize => 512;

            public double LearningRate => 3e-4;

            public Activation Activation => Activation.Gelu;
        }

        /// <summary>The size of the network, and how fast it learns.</summary>
        [SearchSpace(Minimize = "val_loss")]
        internal sealed class Tuning
        {
            public Choice<int> HiddenLayers => new(1, 2, 3, 5);

            public Interval<int> HiddenSize => new(16, 512);

            public Interval<double> LearningRate => Interval.Log(1e-5, 1e-1);

            public Interval<double> WeightDecay => new(0.0, 0.5);

            public Choice<int> MaxEpochs => new(10, 20, 40);

            public Choice<float> Tolerance => new(0.1f, 0.2f);

            public NamedConfigs Network => new("default", "large");

            [FromConfig("data.columns")]
            public Choice<int> Width => new(4, 8);
        }

        [Captured]
        private static Module<Tensor, Tensor> BuildNetwork(
            long inputs,
            int hiddenLayers,
            int hiddenSize,
            Activation activation = Activation.Gelu
        )
        {
            var layers = new List<(string, Module<Tensor, Tensor>)> { ("input", Linear(inputs, hiddenSize)) };
            for (var i = 0; i < hiddenLayers; i++)
                layers.Add(($"hidden{i}", activation == Activation.Relu ? ReLU() : Linear(hiddenSize, hiddenSize)));
            layers.Add(("output", Linear(hiddenSize, 1)));
            return Sequential(layers);
        }

        [Main]
        private History Learn(int maxEpochs, double learningRate, double weightDecay, HouseData data)
        {
            using var network = BuildNetwork(inputs: data.Columns);
            using var houses = this.LoadHouses();
            using var trainer = CreateTrainer(
                network,
                optim.Adam(network.parameters(), learningRate, weight_decay: weightDecay),
                MSELoss(),
                new EarlyStopping("val_error")
            );
            var history = trainer.Fit(houses.Batches(data.Batch), maxEpochs, houses.Batches(data.Batch));
            using var error = new Errors.SquaredState();
            using var all = new Errors.MetricSet(tolerance: Tolerance);
            return history;
        }

        /// <summary>Share of prices within the tolerance.</summary>
        [Metric(Shape = MetricShape.Scalar)]
        private static Tensor Close(Tensor yTrue, Tensor yPred, float tolerance) =>
            (yTrue - yPred).abs().le(tolerance).to_type(float32).mean();

        [Metric("error")]
        private static Tensor MeanError(Tensor yTrue, Tensor yPred) => (yTrue - yPred).abs().mean();

        /// <summary>The share of the variance that is explained.</summary>
        [Metric(Shape = MetricShape.Scalar)]
        private static Tensor Explained(Tensor yTrue, Tensor yPred)
        {
            var centred = yTrue - yTrue.mean();
            var residual = yTrue - yPred;
            return 1 - ((residual * residual).sum() / (centred * centred).sum());
        }

        [OnEpochEnd]
        private void Report(int epoch, double close, double valError, HouseData data, ILogger log) =>
            log.LogInformation("{Epoch} {Close} {Error} {Path}", epoch, close, valError, data.Path);

        [OnTestBatchEnd]
        private static void Look(int batch, Tensor yTrue, Tensor input)
        {
            if (batch == 0)
                Console.WriteLine($"{yTrue.shape[0]} {input.shape[1]}");
        }
    }
}
