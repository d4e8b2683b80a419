using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using OrleansML.Benchmarks.GrainCalls;

namespace OrleansML.Benchmarks.Cluster;

/// <summary>A silo in a process of its own. It answers commands on standard input and stops when that closes or at SIGTERM.</summary>
internal static class SiloChild
{
    public const string Name = "cluster-silo";

    public const string RedisDirectory = "redis";

    /// <summary>The first word of the line that says that the silo is active; its port follows.</summary>
    public const string ReadyWord = "ready";

    /// <summary>The command whose answer is the number of live bytes on the managed heap.</summary>
    public const string HeapCommand = "heap";

    public static string[] Arguments(string redis, ClusterSettings settings) =>
        [Name, redis, settings.Profile.ToString(), settings.WithRedisDirectory.ToString()];

    public static async Task RunAsync(string redis, ClusterSettings settings)
    {
        var ports = BenchmarkSilo.TakePorts();
        var builder = BenchmarkSilo.CreateBuilder();
        builder.UseOrleans(silo =>
        {
            silo.ConfigureEndpoints(IPAddress.Loopback, ports.Silo, ports.Gateway)
                .UseRedisClustering(redis)
                .Configure<ClusterOptions>(options => BenchmarkCluster.Identify(options))
                .Configure<ClusterMembershipOptions>(options => settings.Profile.Apply(options));
            if (settings.WithRedisDirectory)
            {
                silo.AddRedisGrainDirectory(
                    RedisDirectory, options => options.ConfigurationOptions = StackExchange.Redis.ConfigurationOptions.Parse(redis));
            }
        });
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ReadyWord} {ports.Silo}"));
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        _ = Task.Run(() => ServeCommands(lifetime));
        await host.WaitForShutdownAsync();
    }

    private static void ServeCommands(IHostApplicationLifetime lifetime)
    {
        while (Console.ReadLine() is { } command)
        {
            Console.WriteLine(command == HeapCommand
                ? ManagedHeap.Measure().ToString(CultureInfo.InvariantCulture)
                : $"There is no command '{command}'.");
        }

        lifetime.StopApplication();
    }
}
