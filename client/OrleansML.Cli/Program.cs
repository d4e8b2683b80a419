using OrleansML.Cli;

return await CommandRunner.RunAsync(args, CliEnvironment.OfProcess());
