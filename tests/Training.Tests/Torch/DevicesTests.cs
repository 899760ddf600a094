using TorchSharp;
using Xunit;

namespace Gen.Training.Tests.Torch;

public class DevicesTests
{
    [Theory]
    [InlineData("auto", 0, "cpu")]
    [InlineData("cpu", 2, "cpu")]
    [InlineData(" CPU ", 0, "cpu")]
    public void Resolve_Cpu_IsAvailable(string device, int gpus, string expected) =>
        Assert.Equal(expected, Devices.Choose(device, gpus).ToString());

    [Theory]
    [InlineData("gpu", 0, "device 'gpu' is none of auto, cpu, cuda, cuda:N; torch sees no GPU here, only cpu.")]
    [InlineData("cuda:x", 1, "device 'cuda:x' is none of auto, cpu, cuda, cuda:N; torch sees cpu and cuda:0 here.")]
    [InlineData("cuda", 0, "device 'cuda' is not there; torch sees no GPU here, only cpu.")]
    [InlineData("cuda:2", 2, "device 'cuda:2' is not there; torch sees cpu and cuda:0 to cuda:1 here.")]
    [InlineData("cuda:-1", 2, "device 'cuda:-1' is none of auto, cpu, cuda, cuda:N; torch sees cpu and cuda:0 to cuda:1 here.")]
    public void Resolve_UnknownDevice_ListsDevices(string device, int gpus, string message) =>
        Assert.Equal(message, Assert.Throws<ConfigException>(() => Devices.Choose(device, gpus)).Message);

    [Fact]
    public void Resolve_Auto_AcceptsTensors()
    {
        using var tensor = torch.ones(2, device: Devices.Resolve("auto"));
        Assert.Equal(2, tensor.sum().ToDouble());
    }
}
