using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

public sealed partial class Tagger
{
    [Captured]
    private static Module<Tensor, Tensor> BuildModel(
        long words,
        int vectorSize,
        [FromConfig("num_tags")] int outputs,
        double dropoutRate = 0.2
    )
    {
        return Sequential(
            ("embedding", Embedding(words, vectorSize)),
            ("dropout", Dropout(dropoutRate)),
            ("output", Linear(vectorSize, outputs)));
    }
}
