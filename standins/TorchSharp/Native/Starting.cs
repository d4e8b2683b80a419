using static TorchSharp.torch.nn.init;

namespace TorchSharp.Native;

/// <summary>Starting values of parameters.</summary>
internal static class Starting
{
    public static torch.Tensor With(torch.Tensor tensor, Func<torch.Tensor, torch.Tensor> fill)
    {
        using var mode = torch.no_grad();
        return fill(tensor);
    }

    public static double KaimingDeviation(torch.Tensor tensor, double slope, FanInOut mode, NonlinearityType nonlinearity)
    {
        var (inputs, outputs) = CalculateFanInAndFanOut(tensor);
        return calculate_gain(nonlinearity, slope) / Math.Sqrt(mode == FanInOut.FanIn ? inputs : outputs);
    }

    public static double XavierDeviation(torch.Tensor tensor, double gain)
    {
        var (inputs, outputs) = CalculateFanInAndFanOut(tensor);
        return gain * Math.Sqrt(2.0 / (inputs + outputs));
    }
}
