using System.CommandLine;
using OrleansML.Cli.Cluster;
using OrleansML.Cli.Deployments;
using OrleansML.Cli.Features;
using OrleansML.Cli.Models;
using OrleansML.Cli.Monitoring;
using OrleansML.Cli.Pipelines;
using OrleansML.Cli.Predictions;
using OrleansML.Cli.Quickstart;
using OrleansML.Cli.Runs;
using OrleansML.Cli.Scoring;
using OrleansML.Cli.Store;
using OrleansML.Cli.Training;
using OrleansML.Cli.Up;
using OrleansML.Learning.Scoring;
using OrleansML.Learning.Training;
using OrleansML.Silo;

namespace OrleansML.Cli;

/// <summary>The <c>orleansml</c> command: its verbs, and how a failure becomes one line and an exit code.</summary>
internal static class CommandRunner
{
    public static async Task<int> RunAsync(string[] arguments, CliEnvironment environment, CancellationToken cancellationToken = default)
    {
        var parsed = Create(environment).Parse(arguments);
        if (parsed.Errors.Count > 0)
            return Report(environment, ExitCodes.Usage, UsageErrors(parsed));

        var invocation = new InvocationConfiguration
        {
            Output = environment.Output,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
        };
        // A host ends by its own rules, in order and with as much time as its grains need.
        if (parsed.CommandResult.Command is UpCommand)
            invocation.ProcessTerminationTimeout = null;

        try
        {
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (CliException exception)
        {
            return Report(environment, exception.ExitCode, exception.Message);
        }
        catch (StartupException exception)
        {
            return Report(environment, ExitCodes.Failure, exception.Message);
        }
        catch (OrleansMLException exception)
        {
            return Report(environment, ExitCodes.Failure, exception.Message);
        }
        catch (OperationCanceledException)
        {
            return Report(environment, ExitCodes.Failure, "Cancelled.");
        }
        catch (Exception exception)
        {
            // Nobody foresaw this one, so everything that is known of it is worth reading.
            return Report(environment, ExitCodes.Failure, $"The command failed in a way it should not: {exception}");
        }
    }

    private static RootCommand Create(CliEnvironment environment)
    {
        var globals = new GlobalOptions();
        var verbs = new VerbContext(environment, globals);
        return new RootCommand("Serves machine-learning models on a cluster of virtual actors.")
        {
            globals.Url,
            globals.Json,
            new UpCommand(verbs),
            new Command("model", "Push, list, show and promote models, go back, and name versions.")
            {
                new ModelPushCommand(verbs),
                new ModelListCommand(verbs),
                new ModelShowCommand(verbs),
                new ModelPromoteCommand(verbs),
                new ModelRollbackCommand(verbs),
                new ModelAliasCommand(verbs),
                new ModelHistoryCommand(verbs),
            },
            new Command("deploy", "Decide which versions answer: canary, weights and shadow.")
            {
                new DeployStatusCommand(verbs),
                new DeployCanaryCommand(verbs),
                new DeployWeightsCommand(verbs),
                new DeployShadowCommand(verbs),
                new DeployAbortCommand(verbs),
            },
            new Command("feature", "Define features, read them and deliver events.")
            {
                new FeatureApplyCommand(verbs),
                new FeatureListCommand(verbs),
                new FeatureShowCommand(verbs),
                new FeatureGetCommand(verbs),
                new FeaturePutCommand(verbs),
                new FeatureIngestCommand(verbs),
                new FeatureFeedCommand(verbs),
                new FeatureTrainingSetCommand(verbs),
                new FeatureSkewCommand(verbs),
            },
            new Command("train", "Train models, follow the runs and see what the gate decided.")
            {
                new TrainStartCommand(verbs),
                new DefinitionCheckCommand<TrainingDefinition>(verbs, TrainingDefinitions.Kind),
                new TrainStatusCommand(verbs),
                new TrainListCommand(verbs),
                new TrainCancelCommand(verbs),
                new TrainResumeCommand(verbs),
                new TrainGateCommand(verbs),
            },
            new Command("score", "Score whole files, tables and views, and follow the jobs.")
            {
                new ScoreStartCommand(verbs),
                new DefinitionCheckCommand<ScoringDefinition>(verbs, ScoringDefinitions.Kind),
                new ScoreStatusCommand(verbs),
                new ScoreListCommand(verbs),
                new ScoreCancelCommand(verbs),
                new ScoreResumeCommand(verbs),
            },
            new Command("pipeline", "Define what runs when, follow the runs and see why.")
            {
                new PipelineApplyCommand(verbs),
                new PipelineCheckCommand(verbs),
                new PipelineListCommand(verbs),
                new PipelineShowCommand(verbs),
                new PipelineRunCommand(verbs),
                new PipelineStatusCommand(verbs),
                new PipelineCancelCommand(verbs),
                new PipelineResumeCommand(verbs),
                new PipelineBackfillCommand(verbs),
                new PipelinePauseCommand(verbs),
                new PipelineUnpauseCommand(verbs),
                new PipelineDeleteCommand(verbs),
            },
            new Command("monitor", "Watch models: what they are given and say, how good that is, and what went wrong.")
            {
                new MonitorApplyCommand(verbs),
                new MonitorShowCommand(verbs),
                new MonitorDeleteCommand(verbs),
                new MonitorReportCommand(verbs),
                new MonitorSegmentsCommand(verbs),
                new MonitorAlertsCommand(verbs),
                new MonitorExplainCommand(verbs),
                new MonitorCloseCommand(verbs),
                new MonitorSilenceCommand(verbs),
            },
            new PredictCommand(verbs),
            new LabelCommand(verbs),
            new Command("cluster", "Look at the cluster and take silos out of service.")
            {
                new ClusterStatusCommand(verbs),
                new ClusterDrainCommand(verbs),
            },
            new Command("store", "Decide about the cluster's state in Redis.") { new StoreAcceptCommand(verbs) },
            new QuickstartCommand(verbs),
        };
    }

    private static string UsageErrors(ParseResult parsed)
    {
        var path = new List<string>();
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult)
            path.Insert(0, command.Command is RootCommand ? "orleansml" : command.Command.Name);
        return $"{string.Join(' ', parsed.Errors.Select(error => error.Message))} See '{string.Join(' ', path)} --help'.";
    }

    private static int Report(CliEnvironment environment, int exitCode, string message)
    {
        environment.Error.WriteLine(message);
        return exitCode;
    }
}
