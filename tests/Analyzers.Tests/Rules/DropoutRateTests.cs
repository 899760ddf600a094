using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class DropoutRateTests
{
    private const string Usings = "using Gen; using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn;\n";

    [Fact]
    public Task ConstantRateAboveHalf_IsReported() =>
        Verify.Reports(
            RuleIds.DropoutRate,
            Usings
                + """
                class Plain
                {
                    const double KeepProbability = 0.75;
                    void A()
                    {
                        nn.Dropout([|0.9|]);
                        Dropout1d([|KeepProbability|]);
                        Dropout2d(inplace: true, p: [|0.6f|]);
                        Dropout3d(p: [|1|]);
                    }
                    void B() { AlphaDropout([|0.5 + 0.1|]); FeatureAlphaDropout([|0.99|]); LSTM(1, 2, numLayers: 2, dropout: [|0.8|]); }
                    Tensor C(Tensor x) =>
                        functional.dropout(x, [|0.9|]) + functional.dropout2d(x, p: [|0.51|])
                            + functional.feature_alpha_dropout(x, [|0.7|]);
                }
                """,
            "'Dropout' drops 90 % of the values and keeps 10 %. If 0.9 is the probability of keeping a value, write 0.1.",
            "'Dropout1d' drops 75 % of the values and keeps 25 %. If 0.75 is the probability of keeping a value, write 0.25.",
            "'Dropout2d' drops 60 % of the values and keeps 40 %. If 0.6 is the probability of keeping a value, write 0.4.",
            "'Dropout3d' drops 100 % of the values and keeps 0 %. If 1 is the probability of keeping a value, write 0.",
            "'AlphaDropout' drops 60 % of the values and keeps 40 %. If 0.6 is the probability of keeping a value, write 0.4.",
            "'FeatureAlphaDropout' drops 99 % of the values and keeps 1 %. If 0.99 is the probability of keeping a value, write 0.01.",
            "'LSTM' drops 80 % of the values and keeps 20 %. If 0.8 is the probability of keeping a value, write 0.2.",
            "'dropout' drops 90 % of the values and keeps 10 %. If 0.9 is the probability of keeping a value, write 0.1.",
            "'dropout2d' drops 51 % of the values and keeps 49 %. If 0.51 is the probability of keeping a value, write 0.49.",
            "'feature_alpha_dropout' drops 70 % of the values and keeps 30 %. If 0.7 is the probability of keeping a value, write 0.3."
        );

    [Fact]
    public Task RateFromEntry_ChecksItsDefault() =>
        Verify.Reports(
            RuleIds.DropoutRate,
            Usings
                + """
                [Experiment("x")] sealed partial class X
                {
                    public double Rate { get; init; } = 0.9;
                    public double Low { get; init; } = 0.2;
                    [Captured] static void Build(double rate, double low, [FromConfig("rate")] double other)
                    {
                        Dropout([|rate|]);
                        Dropout(low);
                        Dropout([|other|]);
                    }
                    [Main] void Run() { Dropout([|Rate|]); Dropout(Low); Build(); }
                }
                """,
            "'Dropout' drops 90 % of the values and keeps 10 % by the default of entry 'rate'. If 0.9 is the probability of keeping a "
            + "value, the default must be 0.1.",
            "'Dropout' drops 90 % of the values and keeps 10 % by the default of entry 'rate'. If 0.9 is the probability of keeping a "
            + "value, the default must be 0.1.",
            "'Dropout' drops 90 % of the values and keeps 10 % by the default of entry 'rate'. If 0.9 is the probability of keeping a "
            + "value, the default must be 0.1."
        );

    [Fact]
    public Task RateUpToHalfOrUnknown_IsAccepted() =>
        Verify.Accepts(
            Usings
                + """
                class Plain
                {
                    void A(double rate)
                    {
                        Dropout();
                        Dropout(0.5);
                        Dropout(rate);
                        Dropout(1 - 0.9);
                        Dropout(2);
                        Dropout3d(0, true);
                        LSTM(1, 2, dropout: 0.1);
                    }
                    Tensor B(Tensor x) => functional.dropout(x) + functional.dropout(x, 0.5, training: true) + x.clamp(min: 0.9);
                    void C() => Mine.Dropout(0.9);
                }
                static class Mine { public static void Dropout(double p) { } }
                [Experiment("x")] sealed partial class X
                {
                    public double Unknown { get; init; } = Math.Sqrt(0.9);
                    [Captured] static void Build(double unknown, double given = 0.1) { Dropout(unknown); Dropout(given); }
                }
                """
        );
}
