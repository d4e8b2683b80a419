using System.Globalization;
using OrleansML.Benchmarks.Cluster;
using OrleansML.Benchmarks.GrainCalls;

const int Usage = 2;
switch (args.FirstOrDefault())
{
    case null:
        await SelfProcess.RunAsync(ActivationBenchmark.Name);
        await SelfProcess.RunAsync(LocalBenchmark.Name);
        await SelfProcess.RunAsync(ClientBenchmark.Name);
        return 0;
    case ActivationBenchmark.Name:
        await ActivationBenchmark.RunAsync();
        return 0;
    case LocalBenchmark.Name:
        await LocalBenchmark.RunAsync();
        return 0;
    case ClientBenchmark.Name:
        await ClientBenchmark.RunAsync();
        return 0;
    case ClientBenchmark.ChildName when args.Length == 2 && int.TryParse(args[1], CultureInfo.InvariantCulture, out var gatewayPort):
        await ClientBenchmark.RunChildAsync(gatewayPort);
        return 0;
    case ClusterBenchmark.Name when await ClusterBenchmark.TryRunAsync(args[1..]):
        return 0;
    case SiloChild.Name when args.Length == 4 && Enum.TryParse<MembershipProfile>(args[2], out var profile):
        await SiloChild.RunAsync(args[1], new ClusterSettings(profile, WithRedisDirectory: bool.Parse(args[3])));
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            $"There is no benchmark '{string.Join(' ', args)}'; there are: {ActivationBenchmark.Name}, {LocalBenchmark.Name}, "
            + $"{ClientBenchmark.Name}, {ClusterBenchmark.Usage}.");
        return Usage;
}
