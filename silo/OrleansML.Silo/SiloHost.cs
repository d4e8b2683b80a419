using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using OrleansML.Client;
using OrleansML.Gateway;
using OrleansML.Silo.Health;
using OrleansML.Silo.Processes;
using OrleansML.Silo.Redis;
using OrleansML.Silo.Telemetry;

namespace OrleansML.Silo;

/// <summary>Puts a process of the cluster together: configuration, logging, and the parts its role asks for.</summary>
public static class SiloHost
{
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        // Prefixes of categories do not end at a dot, so the platform's own begin with this one.
        ["Logging:LogLevel:Orleans"] = "Warning",
        ["Logging:LogLevel:OrleansML"] = "Information",
        // Its first round counts from the start of the machine and warns of a stall that never was.
        ["Logging:LogLevel:Orleans.Runtime.Watchdog"] = "Error",
        ["Logging:LogLevel:Polly"] = "Warning",
        // What ends a start is reported by whoever started the host, without the stack trace that this would add.
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
    };

    /// <summary>Builds a host that is ready to start.</summary>
    /// <param name="role">What the process does.</param>
    /// <param name="arguments">
    /// Settings as <c>--OrleansML:Section:Key=value</c>; they win over environment variables (<c>OrleansML__Section__Key</c>), which
    /// win over <c>appsettings.json</c> in the working directory.
    /// </param>
    /// <exception cref="StartupException">
    /// Lists every option that is out of its range, every taken port and a store without write access.
    /// </exception>
    public static IHost Build(SiloRole role, params string[] arguments)
    {
        var builder = CreateBuilder(role, arguments);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        ConfigureLogging(builder.Logging);
        builder.Services.AddProcessEnd();
        var violations = new List<string>();
        builder.Services.AddTelemetry(builder.Configuration, violations);
        var options = role is SiloRole.Gateway
            ? new SiloOptions()
            : Bind(builder.Configuration, SiloOptions.Section, new SiloOptionsValidator(), violations);
        var cluster = Bind(builder.Configuration, ClusterConnectionOptions.Section, new ClusterConnectionValidator(), violations);
        if (role is SiloRole.Silo)
            builder.Services.AddHealthServer(builder.Configuration);
        if (role is not SiloRole.Gateway)
            AddSilo(builder, options, cluster, violations);
        if (role is not SiloRole.Silo)
            AddGateway(builder, role, violations);
        builder.Services.AddStopTimeout();

        // Building a web application already reads its server's options, and would stop at the first that is wrong.
        using (var services = builder.Services.BuildServiceProvider())
        {
            StartupValidation.Collect(services, violations);
            if (violations.Count == 0)
                StartupChecks.Collect(role, options, services, violations);
        }

        return violations.Count == 0 ? Assemble(builder) : throw new StartupException(violations);
    }

    /// <summary>Starts a host that <see cref="Build"/> built.</summary>
    /// <exception cref="StartupException">It could not start for a reason that the operator can mend.</exception>
    public static async Task StartAsync(IHost host, CancellationToken cancellationToken = default)
    {
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (StartupValidation.IsForOperator(exception))
        {
            throw new StartupException(exception.Message, exception);
        }
    }

    /// <summary>Where a started host answers HTTP; empty for a role that does not.</summary>
    public static IReadOnlyList<string> UrlsOf(IHost host) => host is WebApplication application ? [.. application.Urls] : [];

    private static IHostApplicationBuilder CreateBuilder(SiloRole role, string[] arguments) => role is SiloRole.Silo
        ? Host.CreateApplicationBuilder(arguments)
        : WebApplication.CreateSlimBuilder(arguments);

    private static IHost Assemble(IHostApplicationBuilder builder)
    {
        if (builder is HostApplicationBuilder plain)
            return plain.Build();

        var application = ((WebApplicationBuilder)builder).Build();
        application.MapMetrics(application.Services);
        application.MapOrleansMLGateway();
        return application;
    }

    private static void AddSilo(
        IHostApplicationBuilder builder, SiloOptions options, ClusterConnectionOptions cluster, List<string> violations)
    {
        if (cluster.Redis is not null && options.PrimarySilo is not null)
        {
            violations.Add(
                $"{SiloOptions.Section}:{nameof(SiloOptions.PrimarySilo)} is '{options.PrimarySilo}'; with {ClusterConnectionOptions.Section}:"
                + $"{nameof(ClusterConnectionOptions.Redis)} it must not be set, because silos find each other in Redis.");
        }

        if (cluster.Redis is not null)
            builder.Services.AddRedisStart();
        builder.UseOrleans(silo =>
        {
            silo.AddPlatform(options, cluster);
            if (builder.Configuration.TakesTraces())
                silo.AddActivityPropagation();
        });
    }

    private static void AddGateway(IHostApplicationBuilder builder, SiloRole role, List<string> violations)
    {
        // Beside a silo the silo's own client is used, and no call leaves the process.
        if (role is SiloRole.Gateway)
            AddClient(builder, violations);
        builder.Services.AddOrleansMLGateway();
        ((WebApplicationBuilder)builder).WebHost.ConfigureOrleansMLKestrel();
    }

    private static void AddClient(IHostApplicationBuilder builder, List<string> violations)
    {
        try
        {
            builder.AddOrleansMLClient();
            if (builder.Configuration.TakesTraces())
                builder.UseOrleansClient(static client => client.AddActivityPropagation());
        }
        catch (OptionsValidationException exception)
        {
            violations.AddRange(exception.Failures.Except(violations));
        }
        catch (InvalidOperationException exception) when (violations.Contains(exception.Message))
        {
            // The cluster's section cannot be read, which is reported already.
        }

        builder.Services.AddSingleton<IClientConnectionRetryFilter, SiloConnectionRetry>();
        // They report each failed attempt at length; the retry filter says the same in one line.
        builder.Logging.AddFilter("Orleans.Runtime.Messaging.ConnectionManager", LogLevel.Error);
        builder.Logging.AddFilter("Orleans.Messaging.GatewayManager", LogLevel.Error);
    }

    private static void ConfigureLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        // Standard output belongs to the command that runs the host.
        logging.Services.Configure<ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    // These options are needed while the host is put together, so they cannot wait for the host's own validation. Where they are wrong, a
    // host with default options is built instead: it never starts, and its validators find what is wrong in the other sections.
    private static TOptions Bind<TOptions>(
        IConfiguration configuration, string section, IValidateOptions<TOptions> validator, List<string> violations)
        where TOptions : class, new()
    {
        var options = new TOptions();
        try
        {
            configuration.GetSection(section).Bind(options);
        }
        catch (InvalidOperationException exception)
        {
            violations.Add(exception.Message);
            return new TOptions();
        }

        var result = validator.Validate(Options.DefaultName, options);
        if (!result.Failed)
            return options;

        violations.AddRange(result.Failures);
        return new TOptions();
    }
}
