console.info("diol");
