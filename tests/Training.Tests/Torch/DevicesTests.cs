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
    [InlineData("gpu", 0, "device must be auto, cpu, cuda or cuda:N, but was 'gpu'. The only available device is cpu.")]
    [InlineData("cuda:x", 1, "device must be auto, cpu, cuda or cuda:N, but was 'cuda:x'. The available devices are cpu and cuda:0.")]
    [InlineData("cuda", 0, "device 'cuda' does not exist. The only available device is cpu.")]
    [InlineData("cuda:2", 2, "device 'cuda:2' does not exist. The available devices are cpu and cuda:0 to cuda:1.")]
    [InlineData(
        "cuda:-1",
        2,
        "device must be auto, cpu, cuda or cuda:N, but was 'cuda:-1'. The available devices are cpu and cuda:0 to cuda:1."
    )]
    public void Resolve_UnknownDevice_ListsDevices(string device, int gpus, string message) =>
        Assert.Equal(message, Assert.Throws<ConfigException>(() => Devices.Choose(device, gpus)).Message);

    [Fact]
    public void Resolve_Auto_AcceptsTensors()
    {
        using var tensor = torch.ones(2, device: Devices.Resolve("auto"));
        Assert.Equal(2, tensor.sum().ToDouble());
    }
}
