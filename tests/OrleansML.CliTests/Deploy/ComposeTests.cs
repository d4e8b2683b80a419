using System.CommandLine;
using System.Globalization;
using System.Net;
using OrleansML.Cli;
using OrleansML.Cli.Up;
using OrleansML.Silo.Processes;
using OrleansML.Testing;

namespace OrleansML.CliTests.Deploy;

/// <summary>What Docker Compose would find wrong with the files in deploy/compose, and what it would not notice.</summary>
public sealed class ComposeTests
{
    private static readonly string[] Silos = ["silo-1", "silo-2", "silo-3"];
    private static readonly string[] Gateways = ["gateway-1", "gateway-2"];

    // Of the Compose Specification, those that the files use.
    private static readonly string[] KnownKeys =
    [
        "image", "build", "restart", "stop_grace_period", "depends_on", "volumes", "healthcheck", "command", "ports", "networks", "environment",
    ];

    private static readonly ComposeFile Base = ComposeFile.Read("compose.yaml");
    private static readonly ComposeFile Tls = ComposeFile.Read("tls.yaml");

    [Fact]
    public void Services_AreThreeSilosRedisAndTwoGateways()
    {
        Assert.Equal([.. Gateways, "redis", .. Silos], Base.Services.Keys.Order());
        Assert.Equal([.. Gateways, .. Silos], Tls.Services.Keys.Order());
        Assert.All(Base.Services.Values.Concat(Tls.Services.Values), service => Assert.Empty(service.Keys.Except(KnownKeys)));
        Assert.All(Base.Keys.Concat(Tls.Keys), key =>
            Assert.True(key is "name" or "services" or "networks" or "volumes" || key.StartsWith("x-", StringComparison.Ordinal), key));
    }

    [Fact]
    public void Members_WaitForRedisAreStartedAgainAndMayTakeTheirTimeToStop()
    {
        var members = Silos.Concat(Gateways).Select(name => Base.Services[name]).ToArray();

        Assert.All(members, member => Assert.Equal([new("redis", "service_healthy")], member.DependsOn));
        Assert.All(members, member => Assert.Equal("on-failure", member.Restart));
        Assert.All(members, member => Assert.True(SecondsOf(member.StopGracePeriod!) > new ProcessOptions().StopTimeout.TotalSeconds + 5));
        Assert.Equal("unless-stopped", Base.Services["redis"].Restart);
        Assert.Empty(Base.Services["redis"].DependsOn);
    }

    [Fact]
    public void Commands_OptionsAndSettings_AllExist()
    {
        var options = new UpCommand(new VerbContext(CliEnvironment.OfProcess(), new GlobalOptions())).Options.Select(option => option.Name).ToHashSet();
        foreach (var command in Silos.Concat(Gateways).Select(name => Base.Services[name].Command))
        {
            Assert.Equal("up", command[0]);
            for (var i = 1; i < command.Count; i += 2)
            {
                Assert.Contains(command[i], options);
                if (command[i] == "--set")
                    AssertBinds(command[i + 1].Split('=', 2) is [var key, var value] ? (key, value) : (command[i + 1], ""));
            }
        }
    }

    [Fact]
    public void Environment_EveryKey_BindsToAnOption()
    {
        var variables = Base.Services.Values.Concat(Tls.Services.Values).SelectMany(service => service.Environment).ToArray();

        Assert.Equal(3 * Tls.Services.Count, variables.Length);
        Assert.All(variables, variable => AssertBinds((variable.Key.Replace("__", ":", StringComparison.Ordinal), variable.Value)));
    }

    [Fact]
    public void HealthChecks_AskWhereTheMemberAnswers()
    {
        Assert.All(Silos, name =>
        {
            var port = Base.Services[name].Command.Single(argument => argument.StartsWith("OrleansML:Health:Port=", StringComparison.Ordinal)).Split('=')[1];
            Assert.Equal(["CMD", "curl", "--fail", "--silent", $"http://127.0.0.1:{port}/health/ready"], Base.Services[name].HealthTest);
        });
        Assert.All(Gateways, name => Assert.Equal("http://127.0.0.1:8080/health/ready", Base.Services[name].HealthTest[^1]));
        Assert.Equal(["CMD", "redis-cli", "ping"], Base.Services["redis"].HealthTest);
        Assert.Contains("install --no-install-recommends -y curl", File.ReadAllText(Repository.PathOf("deploy", "docker", "Dockerfile")));
    }

    [Fact]
    public void Ports_OfGateways_AreOnLoopbackAndDiffer()
    {
        Assert.Equal(["127.0.0.1:8080:8080", "127.0.0.1:8090:8080"], Gateways.SelectMany(name => Base.Services[name].Ports));
        Assert.All(Silos.Append("redis"), name => Assert.Empty(Base.Services[name].Ports));
    }

    [Fact]
    public void Addresses_AreInTheSubnetDifferAndAreWhatSilosAdvertise()
    {
        var subnet = IPNetwork.Parse(Base.SubnetOf("cluster"));
        var addresses = Base.Services.ToDictionary(service => service.Key, service => service.Value.Addresses["cluster"]);

        Assert.All(addresses.Values, address => Assert.True(subnet.Contains(IPAddress.Parse(address)), address));
        Assert.Equal(addresses.Count, addresses.Values.Distinct().Count());
        Assert.Equal(["cluster"], Base.Networks);
        Assert.All(Silos, name => Assert.Equal(addresses[name], ArgumentOf(name, "--advertise")));
        Assert.All(Silos.Concat(Gateways), name => Assert.Equal("redis:6379", ArgumentOf(name, "--redis")));
    }

    [Fact]
    public void Volumes_AreDeclaredSharedAndNotHiddenByThoseForTls()
    {
        Assert.Equal(["data", "redis"], Base.Volumes.Order());
        Assert.All(Silos, name => Assert.Equal(["data:/data"], Base.Services[name].Volumes));
        Assert.All(Silos, name => Assert.Equal("/data", ArgumentOf(name, "--data")));
        Assert.Equal(["redis:/data"], Base.Services["redis"].Volumes);
        // Compose joins the lists of both files by the path inside the container.
        Assert.All(Tls.Services, service =>
        {
            var mount = Assert.Single(service.Value.Volumes).Split(':');
            Assert.Equal(["./certificates", "/certificates", "ro"], mount);
            Assert.DoesNotContain(mount[1], Base.Services[service.Key].Volumes.Select(volume => volume.Split(':')[1]));
            Assert.All(service.Value.Environment.Values, file => Assert.StartsWith($"{mount[1]}/", file));
        });
    }

    [Fact]
    public void Redis_LosesNothingThatItAcknowledged()
    {
        var command = Base.Services["redis"].Command;

        Assert.Equal("redis-server", command[0]);
        var settings = command.Skip(1).Chunk(2).ToDictionary(pair => pair[0].TrimStart('-'), pair => pair[1]);
        Assert.Empty(OrleansML.Silo.Redis.RedisDurability.RisksOf(settings));
        Assert.Equal(3, settings.Count);
    }

    [Fact]
    public void Build_ContextAndDockerfile_Exist()
    {
        var (context, dockerfile) = Base.Services["silo-1"].Build!.Value;
        var root = Path.GetFullPath(Repository.PathOf("deploy", "compose", context));

        Assert.Equal(Path.TrimEndingDirectorySeparator(Repository.PathOf()), Path.TrimEndingDirectorySeparator(root));
        Assert.True(File.Exists(Path.Combine(root, dockerfile)));
    }

    private static string ArgumentOf(string service, string option)
    {
        var command = Base.Services[service].Command;
        return command[command.ToList().IndexOf(option) + 1];
    }

    private static void AssertBinds((string Key, string Value) setting) =>
        Assert.True(ConfigurationKeys.Binds(setting.Key, setting.Value), $"{setting.Key}={setting.Value} is no option");

    private static double SecondsOf(string duration) => double.Parse(duration.TrimEnd('s'), CultureInfo.InvariantCulture);
}
