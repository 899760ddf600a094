using TorchSharp;

namespace Gen.Training;

/// <summary>Whether libtorch can be used here, asked before anything else so that the answer is one clear line.</summary>
public static class TorchRuntime
{
    private static volatile bool _available;

    /// <summary>Loads libtorch, unless it is loaded already.</summary>
    /// <exception cref="TorchMissingException">It is not installed, or not built in; the message says what to install.</exception>
    public static void EnsureAvailable()
    {
        if (_available) return;
        try
        {
            _ = torch.get_num_threads();
            _available = true;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or NotSupportedException or BadImageFormatException)
        {
            throw new TorchMissingException(OneLine(e), e);
        }
    }

    // The binding to the system's libtorch already says what to do; TorchSharp's own message is long and may be wrapped.
    private static string OneLine(Exception e)
    {
        if (e is DllNotFoundException && e.Message.StartsWith("libtorch is missing", StringComparison.Ordinal)) return e.Message;
        var reason = LoaderComplaint.Ask() ?? e.GetBaseException().Message.Split('\n')[0];
        return $"libtorch is missing or does not load: a program needs one of the packages TorchSharp-cpu, TorchSharp-cuda-linux and TorchSharp-cuda-windows, "
            + $"and a system that its libraries run on ({reason.Trim().TrimEnd('.')}).";
    }
}
