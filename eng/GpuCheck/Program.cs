using Gen;
using Gen.GpuCheck;
using Gen.Training;
using static TorchSharp.torch;

// The checks start this program again for each training: a process can be killed, and starts with a fresh device.
if (args is ["experiment", .. var experiment])
    return await GpuTraining.RunAsync(experiment);

const int Failed = 1;
const int Unavailable = 2;
string? device = null;
if (args is ["--device", "cpu"])
    device = "cpu";
else if (args.Length > 0)
    return Say("error: the only option is '--device cpu', which compares the processor with itself, to test the checks", Unavailable);

try
{
    TorchRuntime.EnsureAvailable();
}
catch (TorchMissingException e)
{
    return Say($"no GPU: {e.Message}", Unavailable);
}

if (device is null && !cuda.is_available())
    return Say(NoGpu(), Unavailable);

using var checks = new Checks(device ?? "cuda:0", device is null ? cuda.device_count() : 1);
return checks.RunAll() ? 0 : Failed;

static int Say(string line, int code)
{
    Console.Error.WriteLine(line);
    return code;
}

static string NoGpu()
{
    var library = OperatingSystem.IsWindows() ? "torch_cuda.dll" : "libtorch_cuda.so";
    var searched = (string?)AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") ?? "";
    var folders = searched.Split(Path.PathSeparator).Append(AppContext.BaseDirectory);
    return folders.Any(f => File.Exists(Path.Combine(f, library)))
        ? "no GPU: torch finds none. It needs an NVIDIA GPU and a driver that is new enough for its CUDA version; nvidia-smi shows both."
        : $"no GPU: {library} is not beside this program. Build it with -p:TorchSource=cuda, which takes TorchSharp's CUDA package.";
}
