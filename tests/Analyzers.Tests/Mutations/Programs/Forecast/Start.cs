using ForecastProgram;

return await Forecast.RunAsync(args);
